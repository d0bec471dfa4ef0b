import { dwell, startDwell, type DwellState } from '../dwell.js';
import type { Finding, Priority } from '../finding.js';
import type { AlertRule, RuleContext } from '../rule.js';
import { weigh, type Compared } from './condition.js';
import { goesByClock, type OwnRule } from './own-rule.js';
import { readPacket, readReport, startPacketReadings, startSaidReadings, type PacketReadings, type ReadAt, type SaidReadings } from './readings.js';

interface Episode {
  dwell: DwellState;
  /** null: nothing is open. */
  priority: Priority | null;
  /** The comparison whose numbers are told: the first that held when it was raised. */
  told: number;
}

interface PacketState {
  readings: PacketReadings;
  episode: Episode;
}

interface ClockState {
  said: SaidReadings;
  motionSilentMs: number | null;
  episode: Episode;
}

/** Looks of the server this far apart are still neighbours: the reconciler's are 2 s apart. */
const clockNeighbourMs = 5000;

/**
 * A rule of a therapist's own as one of the list: the same dwell, the same findings. What goes by packets alone is told by them, and
 * comes out the same in every replay; what a patient says, or that nothing comes, is weighed by the server's clock.
 */
export function ownAlertRule(rule: OwnRule): AlertRule<PacketState, ClockState> {
  const isByClock = goesByClock(rule);
  const id = ownRuleId(rule.id);
  return {
    id,
    source: 'the therapist',
    why: 'a limit that a therapist has set for this patient',
    workOnly: true,
    start: () => ({ stream: { readings: startPacketReadings(), episode: startEpisode() }, watch: { said: startSaidReadings(), motionSilentMs: null, episode: startEpisode() } }),
    step: (state, event, context, out) => {
      if (!readPacket(state.readings, event, (context.prescription.referenceStanding?.stale ?? null) !== null) || isByClock) return;
      const { readings: packets, episode } = state;
      step(rule, { episode, at: { tMs: packets.atMs, packets, clock: null, ...ofPatient(context) }, context, cause: event.cause, out });
    },
    hear: (state, { tMs, report }, context, out) => {
      if (!readReport(state.said, report, tMs) || !isByClock) return;
      lookAt(rule, state, { tMs, context, packets: (context.toldByPackets(id) as PacketState).readings, out });
    },
    watch: (state, { tMs, motionSilentMs }, context, out) => {
      if (!isByClock) return;
      state.motionSilentMs = motionSilentMs;
      lookAt(rule, state, { tMs, context, packets: (context.toldByPackets(id) as PacketState).readings, out });
    },
  };
}

/** As it stands in an alert. */
export function ownRuleId(id: string): string {
  return `${ownPrefix}${id}`;
}

export function isOwnRule(ruleId: string): boolean {
  return ruleId.startsWith(ownPrefix);
}

const ownPrefix = 'OWN-';

function startEpisode(): Episode {
  return { dwell: startDwell(), priority: null, told: 0 };
}

function ofPatient({ prescription, isActive }: RuleContext): Pick<ReadAt, 'isHeartRateLost' | 'maxHeartRateBpm'> {
  return { isHeartRateLost: isActive('TC-01'), maxHeartRateBpm: prescription.intensity?.maxHeartRateBpm ?? null };
}

interface Look {
  tMs: number;
  context: RuleContext;
  packets: PacketReadings;
  out: Finding[];
}

/** A report may have been said a moment before the look that came first. */
function lookAt(rule: OwnRule, { said, motionSilentMs, episode }: ClockState, { tMs, context, packets, out }: Look): void {
  const atMs = Math.max(tMs, episode.dwell.lastMs ?? tMs);
  step(rule, { episode, at: { tMs: atMs, packets, clock: { said, motionSilentMs }, ...ofPatient(context) }, context, cause: null, out, neighbourMs: clockNeighbourMs });
}

interface Step {
  episode: Episode;
  at: ReadAt;
  context: RuleContext;
  cause: Finding['cause'];
  out: Finding[];
  neighbourMs?: number;
}

/** What is not known neither raises nor clears: the clocks stand still, and after 10 s the raising begins anew. */
function step(rule: OwnRule, { episode, at, context, cause, out, neighbourMs }: Step): void {
  const weighed = weigh(rule.when, at, context.prescription);
  if (weighed.holds === null) return;
  const change = dwell(episode.dwell, { tMs: at.tMs, above: weighed.holds, below: weighed.isOver === true, dwellMs: rule.forS * 1000, exitMs: rule.quietS * 1000, neighbourMs });
  const told = change === 'raised' ? { change, priority: rule.priority } : change === 'cleared' ? { change, priority: episode.priority ?? rule.priority } : ofLadder(rule, episode);
  if (told === null) return;
  episode.priority = told.change === 'cleared' ? null : told.priority;
  if (told.change === 'raised') episode.told = Math.max(0, weighed.compared.findIndex(({ holds }) => holds === true));
  out.push({ ruleId: ownRuleId(rule.id), kind: 'clinical', ...told, subject: `version ${rule.version}`, tMs: at.tMs, ...numbersOf(weighed.compared[episode.told], told.change), cause });
}

/** Up while it holds, down when it no longer does. */
function ofLadder({ graver, priority, stepDownAfterS }: OwnRule, { dwell: { active, aboveMs, belowMs }, priority: now }: Episode): Pick<Finding, 'change' | 'priority'> | null {
  if (!active || graver === null) return null;
  if (now !== graver.priority) return aboveMs !== null && aboveMs >= graver.afterS * 1000 ? { change: 'updated', priority: graver.priority } : null;
  if (stepDownAfterS === null || belowMs === null || belowMs < stepDownAfterS * 1000) return null;
  return { change: 'lowered', priority };
}

/** The worst of an alert is the greatest value: of one that is too low only the first is told. */
function numbersOf({ numbers }: Compared, change: Finding['change']): Pick<Finding, 'value' | 'limit' | 'unit'> {
  if (numbers === null) return { value: null, limit: null, unit: '' };
  const { value, limit, unit, isUpward } = numbers;
  return { value: isUpward || change === 'raised' ? value : null, limit, unit };
}
