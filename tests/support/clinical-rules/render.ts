import { alertRuleRows } from './alerts.js';
import { movementBackground } from './background-movement.js';
import { backgroundRules } from './background.js';
import { formRules } from './form.js';
import { intensityRules } from './intensity.js';
import { motionRules } from './motion.js';
import type { RuleRow } from './rule-row.js';

export const begin = '<!-- rules begin -->';
export const end = '<!-- rules end -->';

/** In the order of their numbers. */
const background = [...backgroundRules, ...movementBackground].sort((a, b) => a.id.localeCompare(b.id));

export const allRules: RuleRow[] = [...background, ...motionRules, ...formRules, ...intensityRules, ...alertRuleRows];

/** What stands between the two marks in docs/clinical.md. */
export function renderRules(): string {
  return [
    tableOf('From the articles behind the project', background),
    tableOf('How the sensors are worn, and what they measure', motionRules),
    tableOf('Repetitions and form', formRules),
    tableOf('Heart rate and intensity', intensityRules),
    tableOf('Alert rules', alertRuleRows),
  ].join('\n');
}

function tableOf(title: string, rows: readonly RuleRow[]): string {
  const lines = rows.map(({ id, says, missing, files, tests }) => `| ${id} | ${says} | ${missing ?? ''} | ${files.map(linkTo).join(', ')} | ${tests.map(({ file, title: test }) => `${linkTo(file)}: ${test.replaceAll('|', '\\|')}`).join('; ')} |`);
  return [`### ${title}`, '', '| rule | what | not yet | where | shown by |', '| --- | --- | --- | --- | --- |', ...lines, ''].join('\n');
}

function linkTo(path: string): string {
  return `[${path.split('/').at(-1) ?? path}](../${path})`;
}
