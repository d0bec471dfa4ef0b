import type { AlertBudget } from './budget.js';

/** Clinical E4: far below the rate at which people begin to answer more slowly (Bonafide 2015). */
export function isWithinBudget({ nonActionablePerHour, missedHigh }: AlertBudget): boolean {
  return nonActionablePerHour.medium <= 0.5 && nonActionablePerHour.high <= 0.05 && missedHigh === 0;
}

/** For people to read. */
export function sayBudget({ hours, nonActionablePerHour, missedHigh, injectedHigh, delaysMs, afterRuleMs, rules, events, label }: AlertBudget): string {
  const { high, medium, low } = nonActionablePerHour;
  return [
    label,
    `${hours.toFixed(1)} h of correct exercise: ${high.toFixed(3)} high, ${medium.toFixed(3)} medium, ${low.toFixed(3)} low alerts an hour that nobody needs ${JSON.stringify(rules)}`,
    `${hours.toFixed(1)} h with events: ${missedHigh} of ${injectedHigh} missed`,
    ...Object.entries(events).map(([ruleId, { injected, missed, delayMs }]) => `  ${ruleId.padEnd(7)}${String(injected).padStart(4)} injected, ${missed} missed, told after ms: p50 ${delayMs.p50}, p95 ${delayMs.p95}, p99 ${delayMs.p99}`),
    `told after the event, ms: p50 ${delaysMs.p50}, p95 ${delaysMs.p95}, p99 ${delaysMs.p99}; after the rule was met: p50 ${afterRuleMs.p50}, p95 ${afterRuleMs.p95}, p99 ${afterRuleMs.p99}`,
    '',
  ].join('\n');
}
