import type { Priority } from '#libs/domain';
import { quantiles, type Quantiles } from '../../demo/quantiles.js';
import { seededRandom } from '../../synthetic/random.js';
import { correctSession, type CorrectSession } from './correct-session.js';
import { eventsOf, type InjectedEvent } from './events.js';
import { foldSession, type Told } from './fold-session.js';
import { noiseInWords, withNoise } from './noise.js';

export interface AlertBudget {
  /** Of each of the two runs. */
  hours: number;
  /** In correct exercise nothing needs anybody: every alert is one too many. */
  nonActionablePerHour: Record<'high' | 'medium' | 'low', number>;
  /** Injected, and not told in time at the priority that it asks for. */
  missedHigh: number;
  injectedHigh: number;
  /** From the event itself to being told; the rule's dwell and smoothing are in it. */
  delaysMs: Quantiles;
  /** From the rule being met to being told. */
  afterRuleMs: Quantiles;
  /** Alerts of the correct exercise. */
  rules: Record<string, number>;
  events: Record<string, { injected: number; missed: number; delayMs: Quantiles }>;
  label: string;
}

/** What came of some sessions, before it is put together. */
export interface Tally {
  sessions: number;
  counts: Record<'high' | 'medium' | 'low', number>;
  rules: Record<string, number>;
  events: { ruleId: string; delayMs: number | null; afterRuleMs: number | null }[];
}

export const sessionMs = 1_200_000;
const priorities: readonly Priority[] = ['info', 'low', 'medium', 'high'];

export function emptyTally(): Tally {
  return { sessions: 0, counts: { high: 0, medium: 0, low: 0 }, rules: {}, events: [] };
}

/** The session of this seed twice: as it is, and with events. Both by the same pure analysis as live. */
export function tallySession(tally: Tally, seed: number): void {
  const session = correctSession(seed, sessionMs);
  tally.sessions++;
  for (const { alert } of performed(session, { seed, events: [] })) {
    tally.rules[alert.ruleId] = (tally.rules[alert.ruleId] ?? 0) + 1;
    if (alert.priority !== 'info') tally.counts[alert.priority]++;
  }
  const events = eventsOf(session, seed, seededRandom(seed, 21));
  const told = performed(session, { seed, events });
  for (const event of events) tally.events.push(outcomeOf(event, told));
}

export function merged(tallies: readonly Tally[]): Tally {
  const whole = emptyTally();
  for (const { sessions, counts, rules, events } of tallies) {
    whole.sessions += sessions;
    for (const priority of ['high', 'medium', 'low'] as const) whole.counts[priority] += counts[priority];
    for (const [ruleId, count] of Object.entries(rules)) whole.rules[ruleId] = (whole.rules[ruleId] ?? 0) + count;
    whole.events.push(...events);
  }
  return whole;
}

export function budgetOf({ sessions, counts, rules, events }: Tally): AlertBudget {
  const hours = (sessions * sessionMs) / 3_600_000;
  const perHour = (priority: keyof typeof counts): number => counts[priority] / hours;
  const injectedRules = [...new Set(events.map(({ ruleId }) => ruleId))].sort();
  return {
    hours, rules, nonActionablePerHour: { high: perHour('high'), medium: perHour('medium'), low: perHour('low') },
    missedHigh: missedOf(events), injectedHigh: events.length,
    delaysMs: delaysOf(events), afterRuleMs: quantiles(events.flatMap(({ afterRuleMs }) => afterRuleMs ?? [])),
    events: Object.fromEntries(injectedRules.map((ruleId) => [ruleId, summaryOf(events.filter((event) => event.ruleId === ruleId))])),
    label: `simulated patients doing squats, no people; ${noiseInWords}`,
  };
}

function summaryOf(events: Tally['events']): AlertBudget['events'][string] {
  return { injected: events.length, missed: missedOf(events), delayMs: delaysOf(events) };
}

function missedOf(events: Tally['events']): number {
  return events.filter(({ delayMs }) => delayMs === null).length;
}

function delaysOf(events: Tally['events']): Quantiles {
  return quantiles(events.flatMap(({ delayMs }) => delayMs ?? []));
}

function performed(session: CorrectSession, { seed, events }: { seed: number; events: InjectedEvent[] }): Told[] {
  const blocks = events.reduce((changed, { change }) => (change === undefined ? changed : changed.map(change)), session.blocks);
  const noisy = withNoise(blocks, {
    random: seededRandom(seed, 22), durationMs: session.durationMs, spared: events.flatMap(({ spared }) => spared ?? []), silences: events.flatMap(({ silence }) => silence ?? []),
  });
  return foldSession({
    prescription: events.reduce((plan, { prescription }) => prescription?.(plan) ?? plan, session.prescription),
    blocks: noisy,
    reports: events.flatMap(({ reports }) => reports ?? []),
    unwatchedFromMs: events.find(({ unwatchedFromMs }) => unwatchedFromMs !== undefined)?.unwatchedFromMs ?? null,
  });
}

function outcomeOf({ ruleId, priority, atMs, withinMs }: InjectedEvent, told: readonly Told[]): Tally['events'][number] {
  const grave = priorities.slice(priorities.indexOf(priority));
  for (const { alert, toldMs } of told) {
    const firstMs = Math.min(...grave.map((each) => toldMs[each] ?? Infinity));
    if (alert.ruleId === ruleId && firstMs >= atMs && firstMs <= atMs + withinMs) return { ruleId, delayMs: firstMs - atMs, afterRuleMs: firstMs - alert.raisedAtMs };
  }
  return { ruleId, delayMs: null, afterRuleMs: null };
}
