import type { ExerciseTrends, MeasureTrend, PatientTrends, SessionValue, Trend } from '#libs/contracts';
import { abnormalDropBpm, trendNeeds } from '#libs/domain';

/** How a measure that changes from session to session is spoken of. */
export interface TrendNouns {
  name: string;
  rises: string;
  falls: string;
  unit: string;
  digits: number;
  /** A chart shows no less than this, so that a little does not look like much, and nothing beyond `most`. */
  leastSpan: number;
  most?: number;
}

export const trendNouns = {
  range: { name: 'Range', rises: 'grows', falls: 'shrinks', unit: '°', digits: 0, leastSpan: 20 },
  score: { name: 'Score', rises: 'rises', falls: 'falls', unit: '', digits: 0, leastSpan: 40, most: 100 },
  tempo: { name: 'Tempo', rises: 'gets slower', falls: 'gets faster', unit: ' s a repetition', digits: 1, leastSpan: 2 },
  rmssd: { name: 'RMSSD at rest', rises: 'rises', falls: 'falls', unit: ' ms', digits: 0, leastSpan: 20 },
  recovery: { name: 'Recovery in the minute after work', rises: 'gets better', falls: 'gets worse', unit: ' bpm', digits: 0, leastSpan: 10 },
} as const satisfies Record<string, TrendNouns>;

const leftOutWords: Record<NonNullable<SessionValue['leftOut']>, string> = {
  'stale-reference': 'the reference was out of date',
  'other-reference': 'against another reference',
  'other-scorer': 'by another version of the scorer',
  'not-interpretable': 'it may not be interpreted',
};

/** "Range grows: 82 → 95° in 6 sessions", or that nothing can be told, and why. */
export function sayTrend({ name, rises, falls, unit, digits }: TrendNouns, trend: Trend): string {
  if (trend.told === 'cannot-tell') return `${name}: no trend yet, ${trend.sessions} of the ${trendNeeds} sessions that it needs`;
  if (trend.told === 'none') return `${name}: no trend that can be told in ${sayCount(trend.sessions)}`;
  return `${name} ${trend.told === 'rises' ? rises : falls}: ${trend.from.toFixed(digits)} → ${trend.to.toFixed(digits)}${unit} in ${sayCount(trend.sessions)}`;
}

/** The same with the side where they take turns. */
export function sayMeasureTrend({ measure, side, trend }: Pick<MeasureTrend, 'measure' | 'side' | 'trend'>): string {
  const nouns = trendNouns[measure];
  return sayTrend(side === null ? nouns : { ...nouns, name: `${nouns.name} ${side}` }, trend);
}

/** What is not in the trend, and why: each a sentence. */
export function sayNotCompared(values: readonly Pick<SessionValue, 'value' | 'leftOut'>[]): string[] {
  const gaps = values.filter(({ value }) => value === null).length;
  const said = gaps === 0 ? [] : [`${sayCount(gaps)} not measured: a gap.`];
  for (const reason of Object.keys(leftOutWords) as (keyof typeof leftOutWords)[]) {
    const left = values.filter(({ value, leftOut }) => value !== null && leftOut === reason).length;
    if (left > 0) said.push(`${sayCount(left)} grey and not compared: ${leftOutWords[reason]}.`);
  }
  return said;
}

/** null: one version measured all of it. */
export function sayScorers({ scorerVersions }: Pick<ExerciseTrends, 'scorerVersions'>): string | null {
  if (scorerVersions.length < 2) return null;
  return `Range and tempo were measured by versions ${[...scorerVersions].reverse().join(', ')} of the scorer, which may differ a little.`;
}

/** The newest RMSSD against what was usual before it. */
export function sayNewestRmssd({ newest, usual }: Pick<PatientTrends['rmssd'], 'newest' | 'usual'>): string {
  if (!usual.ok || newest === null) return `The newest cannot be compared with the week before it${usual.ok ? '' : `: ${usual.detail}`}.`;
  const { low, high, values } = usual.value;
  const place = newest === 'within' ? 'as usual' : `${newest} what is usual`;
  return `The newest is ${place}: ${low.toFixed(0)} to ${high.toFixed(0)} ms in ${sayCount(values)} of the week before it.`;
}

/** How often it fell by so little as was abnormal in those in whom it was studied: a note, since no session is such a test. */
export function sayLowRecoveries(values: readonly Pick<SessionValue, 'value' | 'leftOut'>[]): string {
  const counted = values.flatMap(({ value, leftOut }) => (value === null || leftOut !== null ? [] : [value]));
  const low = counted.filter((bpm) => bpm <= abnormalDropBpm).length;
  const line = counted.length === 0 ? 'The line is' : `${low} of ${sayCount(counted.length)} at or below the line`;
  return `${line} at ${abnormalDropBpm} bpm: so little was abnormal a minute after an exercise test to the limit (Cole 1999). A session is no such test, so it is a note.`;
}

function sayCount(sessions: number): string {
  return sessions === 1 ? '1 session' : `${sessions} sessions`;
}
