import type { BenchResult } from './run-bench.js';
import { percent, published } from './report.js';
import type { Figures, RangeFigures } from './tally.js';

/** The page with the figures of one bench in their place, between its two marks; at the end where there is none yet. Throws a RangeError when only one of the marks is there. */
export function withFigures(page: string, figures: string, bench: 'form' | 'alerts' = 'form'): string {
  const [begin, end] = [`<!-- bench:${bench} begin -->`, `<!-- bench:${bench} end -->`];
  const block = `${begin}\n\n${figures}\n${end}`;
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 && to < 0) return `${page.trimEnd()}\n\n${block}\n`;
  if (from < 0 || to < from) throw new RangeError(`the page has "${from < 0 ? end : begin}" without its other mark`);
  return page.slice(0, from) + block + page.slice(to + end.length);
}

/** What `sayBudget` printed, as it was printed. */
export function figuresOfAlerts(said: string, date: string): string {
  return [
    '## Alerts, counted on simulated patients',
    '',
    `**Simulated patients, no people, and no clinical claim.** Printed on ${date} by \`npm run bench:docs -- --alert-hours <hours>\`: as many hours of correct exercise with faults of strap, radio and line, in which every alert is one too many, and as many with events that somebody must be told of.`,
    '',
    '```',
    said.trimEnd(),
    '```',
    '',
  ].join('\n');
}

/** One row a person and way of measuring. `date`: the day on which it was measured. */
export function figuresOfAll(results: readonly BenchResult[], date: string): string {
  const [{ scorer, machine }] = results;
  const pted = results.filter(({ dataset }) => dataset === 'pted');
  const squats = results.filter(({ dataset }) => dataset === 'squat-kr');
  const knees = results.filter(({ dataset }) => dataset === 'cmu');
  return [
    '## Form, measured on recordings',
    '',
    `**Healthy volunteers who acted the faults; no patients, and no clinical claim.** Generated on ${date} by \`npm run bench:docs\` with scorer ${scorer}; ${machine}. What is counted, and how, is in [recordings.md](recordings.md).`,
    '',
    'Whatever was learned or tuned has seen these people (pted s1 and s2, squat-kr subjects 1 and 2, the one of cmu): on others it may be worse.',
    '',
    ...(pted.length === 0 ? [] : ['### Repetitions and their type (pted)', '', ...table(repetitionHeader, pted.flatMap(peopleRows)), '',
      `Published on all five subjects, own templates, exercise unknown (Yurtman & Barshan 2014, Table 2): ${percent(published.missed)} missed, ${published.falseAlarms} false alarms in ${published.truth}, ${percent(published.typedRight)} typed right.`, '']),
    ...(squats.length === 0 ? [] : ['### Five kinds of squat (squat-kr)', '', ...table(['person', 'reference', 'true', 'found', 'of five classes right', 'correct against bad'], squats.flatMap(classRows)), '']),
    ...(knees.length === 0 ? [] : ['### Range of motion of a knee against optical markers (cmu)', '', ...table(['movement', 'sensors alone: mean absolute error', 'bias', 'knees', 'within the ± that is told', 'measured once by hand: mean absolute error', 'bias', 'knees'], knees.flatMap(rangeRows)), '',
      'Measured once: the optical range of the first repetition stands for a goniometer on that knee and movement; it is not counted itself.', '']),
  ].join('\n');
}

const repetitionHeader = ['person', 'reference', 'exercise', 'order', 'true', 'missed', 'false alarms', 'F1', 'typed right', 'false feedback', 'delay ms, median and 95 %'];

function peopleRows(result: BenchResult): string[][] {
  const order = result.shuffleSeed === null ? 'in order' : `shuffled, seed ${result.shuffleSeed}`;
  return [...Object.entries(result.subjects), ['together', result.total] as const].map(([person, f]) => [
    person, result.reference, result.exercise, order, String(f.truth), `${f.missed} (${percent(f.truth === 0 ? null : f.missed / f.truth)})`, String(f.falseAlarms), f.f1?.toFixed(3) ?? '-', percent(f.typedRight), percent(f.falseFeedback),
    `${f.delayMsP50 ?? '-'}, ${f.delayMsP95 ?? '-'}`,
  ]);
}

function classRows({ subjects, total, reference }: BenchResult): string[][] {
  return [...Object.entries(subjects), ['together', total] as const].map(([person, { truth, found, classes }]) => [person, reference, String(truth), String(found), percent(classes?.accuracy ?? null), percent(classes?.correctAgainstBad ?? null)]);
}

function rangeRows({ exercises, total }: BenchResult): string[][] {
  const cells = (range: RangeFigures | undefined): string[] => (range === undefined ? ['-', '-', '0'] : [`${range.maeDeg.toFixed(1)} deg`, `${range.biasDeg.toFixed(1)} deg`, String(range.n)]);
  const row = (name: string, { rangeOfMotion, rangeOfMotionMeasuredOnce }: Figures): string[] => [name, ...cells(rangeOfMotion), percent(rangeOfMotion?.withinUncertainty ?? null), ...cells(rangeOfMotionMeasuredOnce)];
  return [...Object.entries(exercises).map(([name, figures]) => row(name, figures)), row('together', total)];
}

function table(header: string[], rows: string[][]): string[] {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
