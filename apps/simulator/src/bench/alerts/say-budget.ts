import type { Quantiles } from '../../demo/quantiles.js';
import type { AlertBudget } from './budget.js';

/** Clinical E4: far below the rate at which people begin to answer more slowly (Bonafide 2015). */
export function isWithinBudget({ nonActionablePerHour: { high, medium, low }, missedHigh, missedMedium, unmeasurable }: AlertBudget): boolean {
  return medium <= 0.5 && high <= 0.05 && low <= 4 && missedHigh === 0 && missedMedium === 0 && unmeasurable.untold === 0;
}

/** For people to read. */
export function sayBudget(budget: AlertBudget): string {
  const { hours, seed, nonActionablePerHour, unmeasurable, rules, events, label } = budget;
  const { high, medium, low } = nonActionablePerHour;
  return [
    `${label}; seed ${seed}`,
    `${hours.toFixed(1)} h of correct exercise: ${high.toFixed(3)} high, ${medium.toFixed(3)} medium, ${low.toFixed(3)} low alerts an hour that nobody needs ${JSON.stringify(rules)}`,
    `${hours.toFixed(1)} h with ${budget.injected} events: ${budget.missedHigh} high and ${budget.missedMedium} medium missed`,
    `${unmeasurable.events} of them could not be measured: the strap was off for 30 s and TC-01 told (${unmeasurable.toldTechnical}), or was shown as unknown for less (${unmeasurable.shownUnknown}), or neither (${unmeasurable.untold})`,
    ...Object.entries(events).map(([ruleId, { injected, missed, unmeasurable: unknown, delayMs, afterRuleMs }]) =>
      `  ${ruleId.padEnd(7)}${String(injected).padStart(4)} injected, ${missed} missed, ${unknown} unmeasurable; told ms after the event: ${sayQuantiles(delayMs)}; after the rule was met: ${sayQuantiles(afterRuleMs)}`),
    `told ms after the event: ${sayQuantiles(budget.delaysMs)}; after the rule was met: ${sayQuantiles(budget.afterRuleMs)}`,
    '',
  ].join('\n');
}

function sayQuantiles({ p50, p95, p99 }: Quantiles): string {
  return `p50 ${p50}, p95 ${p95}, p99 ${p99}`;
}
