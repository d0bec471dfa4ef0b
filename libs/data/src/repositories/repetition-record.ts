import { rangeUncertaintyDeg, type FormScore, type Repetition, type Standing } from '#libs/domain';

/** One repetition as it is told: the contract's `Repetition`, from stored facts. */
export interface RepetitionRecord {
  sessionId: string;
  number: number;
  revision: number;
  state: 'provisional' | 'final';
  startMs: number;
  turnMs: number;
  backMs: number;
  endMs: number;
  exerciseId: string;
  side?: Repetition['side'];
  execution: Repetition['execution'];
  features: Record<string, number | null>;
  rangeUncertaintyDeg: number | null;
  verdict: FormScore['verdict'];
  score: number | null;
  band: 'good' | 'fair' | 'poor' | null;
  domains: { domain: string; score: number | null; weight: number }[];
  codes: FormScore['codes'];
  reason: string | null;
  scorer: FormScore['scorer'];
  standing: Standing | null;
  completedBy: { deviceId: string; epoch: string; sequence: number } | null;
}

export interface RepetitionRow {
  sessionId: string;
  number: number;
  revision: number;
  state: 'provisional' | 'final';
  /** As the analysis made it; without a standing where an older scorer did. */
  result: Repetition & { standing?: Standing };
  deviceId: string | null;
  epoch: string | null;
  causeSequence: number | null;
}

const selectColumns = `
  SELECT repetition.session_id AS "sessionId", number, revision, repetition.state, result,
    stream.device_id AS "deviceId", stream.epoch, cause_sequence AS "causeSequence"`;
const joinCause = 'LEFT JOIN stream ON stream.session_id = repetition.session_id AND stream.ordinal = cause_stream';

/** Takes pairs of session and number, as two lists. */
export const selectNamedRepetitions = `${selectColumns}
  FROM unnest($1::uuid[], $2::int[]) AS named(session_id, number) JOIN repetition USING (session_id, number) ${joinCause}
  ORDER BY repetition.session_id, number`;

/** Takes a list of numbers, or null for all. */
export const selectRepetitions = `${selectColumns}
  FROM repetition ${joinCause}
  WHERE repetition.session_id = $1 AND ($2::int[] IS NULL OR number = ANY($2::int[]))
  ORDER BY number`;

export function toRepetitionRecord(row: RepetitionRow): RepetitionRecord {
  const { startMs, turnMs, backMs, endMs, exerciseId, side, execution, features, score } = row.result;
  const { sessionId, number, revision, state } = row;
  return {
    sessionId, number, revision, state, startMs, turnMs, backMs, endMs, exerciseId, ...(side === undefined ? {} : { side }), execution,
    features: { ...features },
    rangeUncertaintyDeg: rangeUncertaintyDeg(features.rangeOfMotionDeg),
    ...judgementOf(score),
    codes: score.codes,
    scorer: score.scorer,
    standing: row.result.standing ?? null,
    completedBy: toCause(row),
  };
}

function judgementOf(score: FormScore): Pick<RepetitionRecord, 'verdict' | 'score' | 'band' | 'domains' | 'reason'> {
  if (score.verdict === 'cannot-judge') return { verdict: score.verdict, score: null, band: null, domains: [], reason: score.reason };
  return { verdict: score.verdict, score: score.score, band: score.band, domains: score.domains, reason: null };
}

/** The packet that made something happen; null when it was the passing of time. */
export function toCause(row: { deviceId: string | null; epoch: string | null; causeSequence: number | null }): RepetitionRecord['completedBy'] {
  const { deviceId, epoch, causeSequence } = row;
  if (deviceId === null || epoch === null || causeSequence === null) return null;
  return { deviceId, epoch, sequence: causeSequence };
}
