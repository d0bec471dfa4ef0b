import type { Priority } from '#libs/domain';
import { quantiles, type Quantiles } from '../../demo/quantiles.js';
import { seededRandom } from '../../synthetic/random.js';
import { correctSession, type CorrectSession } from './correct-session.js';
import { eventsOf, type InjectedEvent } from './events.js';
import { foldSession, type Watched } from './fold-session.js';
import { measurable } from './measurable.js';
import { noiseInWords, noiseOf, withNoise, type Noise } from './noise.js';
import { outcomeOf, type Outcome } from './outcome.js';

export interface AlertBudget {
  /** Of each of the two runs. */
  hours: number;
  seed: number;
  /** In correct exercise nothing needs anybody: every alert is one too many. */
  nonActionablePerHour: Record<'high' | 'medium' | 'low', number>;
  /** Their rule was met by what was measured, and they were not told in time at the priority that they ask for. */
  missedHigh: number;
  missedMedium: number;
  /** All that were injected: told, missed or unmeasurable. */
  injected: number;
  /** What the sensors did not see enough of to meet the rule. `untold`: the technical alert was owed and did not come, or a heart rate was shown meanwhile. */
  unmeasurable: { events: number; toldTechnical: number; shownUnknown: number; untold: number };
  /** From the event itself to being told; the rule's dwell and smoothing are in it. */
  delaysMs: Quantiles;
  /** From the rule being met by what was measured to being told. */
  afterRuleMs: Quantiles;
  /** Alerts of the correct exercise. */
  rules: Record<string, number>;
  events: Record<string, EventsOfRule>;
  label: string;
}

interface EventsOfRule {
  injected: number;
  missed: number;
  unmeasurable: number;
  delayMs: Quantiles;
  afterRuleMs: Quantiles;
}

/** What came of one session. */
export interface Tally {
  seed: number;
  counts: Record<'high' | 'medium' | 'low', number>;
  rules: Record<string, number>;
  outcomes: Outcome[];
}

export const sessionMs = 1_200_000;

/** The session of this seed twice: as it is, and with events. Both under the same faults, and by the same pure analysis as live. */
export function tallySession(seed: number): Tally {
  const session = correctSession(seed, sessionMs);
  const noise = noiseOf(seededRandom(seed, 22), session.durationMs);
  const tally: Tally = { seed, counts: { high: 0, medium: 0, low: 0 }, rules: {}, outcomes: [] };
  for (const { alert } of performed(session, { seed, noise, events: [] }).told) {
    tally.rules[alert.ruleId] = (tally.rules[alert.ruleId] ?? 0) + 1;
    if (alert.priority !== 'info') tally.counts[alert.priority]++;
  }
  const events = eventsOf(session, seed, seededRandom(seed, 21));
  const changed = { ...session, blocks: events.reduce((blocks, { change }) => (change === undefined ? blocks : blocks.map(change)), session.blocks) };
  const seen = measurable(changed.blocks, noise, session.durationMs);
  const watched = performed(changed, { seed, noise, events });
  tally.outcomes = events.map((event) => outcomeOf(event, seen, watched));
  return tally;
}

/** The same whichever thread had counted what, and in which order. */
export function budgetOf(tallies: readonly Tally[], seed: number): AlertBudget {
  const inOrder = [...tallies].sort((a, b) => a.seed - b.seed);
  const hours = (inOrder.length * sessionMs) / 3_600_000;
  const perHour = (priority: 'high' | 'medium' | 'low'): number => inOrder.reduce((sum, { counts }) => sum + counts[priority], 0) / hours;
  const outcomes = inOrder.flatMap((tally) => tally.outcomes);
  const missed = (priority: Priority): number => outcomes.filter((each) => each.became === 'missed' && each.priority === priority).length;
  return {
    hours, seed, nonActionablePerHour: { high: perHour('high'), medium: perHour('medium'), low: perHour('low') },
    missedHigh: missed('high'), missedMedium: missed('medium'), injected: outcomes.length, unmeasurable: unmeasurableOf(outcomes),
    delaysMs: delaysOf(outcomes), afterRuleMs: afterRuleOf(outcomes), rules: sumOf(inOrder.map(({ rules }) => rules)), events: byRule(outcomes),
    label: `simulated patients doing squats, no people; ${noiseInWords}`,
  };
}

function sumOf(counts: readonly Record<string, number>[]): Record<string, number> {
  const ids = [...new Set(counts.flatMap((each) => Object.keys(each)))].sort();
  return Object.fromEntries(ids.map((id) => [id, counts.reduce((sum, each) => sum + (id in each ? each[id] : 0), 0)]));
}

function byRule(outcomes: readonly Outcome[]): AlertBudget['events'] {
  const ids = [...new Set(outcomes.map(({ ruleId }) => ruleId))].sort();
  return Object.fromEntries(ids.map((id) => [id, summaryOf(outcomes.filter(({ ruleId }) => ruleId === id))]));
}

function summaryOf(outcomes: readonly Outcome[]): EventsOfRule {
  const count = (became: Outcome['became']): number => outcomes.filter((each) => each.became === became).length;
  return { injected: outcomes.length, missed: count('missed'), unmeasurable: count('unmeasurable'), delayMs: delaysOf(outcomes), afterRuleMs: afterRuleOf(outcomes) };
}

function unmeasurableOf(outcomes: readonly Outcome[]): AlertBudget['unmeasurable'] {
  const technical = outcomes.flatMap((each) => (each.became === 'unmeasurable' ? [each.technical] : []));
  const count = (what: (typeof technical)[number]): number => technical.filter((each) => each === what).length;
  return { events: technical.length, toldTechnical: count('told'), shownUnknown: count('shown-unknown'), untold: count('untold') };
}

function delaysOf(outcomes: readonly Outcome[]): Quantiles {
  return quantiles(outcomes.flatMap((each) => (each.became === 'told' ? [each.delayMs] : [])));
}

function afterRuleOf(outcomes: readonly Outcome[]): Quantiles {
  return quantiles(outcomes.flatMap((each) => (each.became === 'told' ? [each.afterRuleMs] : [])));
}

function performed(session: CorrectSession, { seed, noise, events }: { seed: number; noise: Noise; events: InjectedEvent[] }): Watched {
  return foldSession({
    prescription: events.reduce((plan, { prescription }) => prescription?.(plan) ?? plan, session.prescription),
    blocks: withNoise(session.blocks, noise, { random: seededRandom(seed, 23), silences: events.flatMap(({ silence }) => silence ?? []) }),
    reports: events.flatMap(({ reports }) => reports ?? []),
    unwatchedFromMs: events.find(({ unwatchedFromMs }) => unwatchedFromMs !== undefined)?.unwatchedFromMs ?? null,
  });
}
