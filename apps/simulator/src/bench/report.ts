import type { BenchResult } from './run-bench.js';
import type { Figures, RangeFigures } from './tally.js';

/**
 * A. Yurtman, B. Barshan, Comput Methods Programs Biomed 117(2):189-207, 2014, Table 2: all five subjects, 1200 repetitions, the
 * subject's own 24 templates, exercise unknown.
 */
export const published = { missed: 0.0858, falseAlarms: 74, truth: 1200, typedRight: 0.806 };

/** For people; the numbers are those of the JSON. */
export function reportOf(result: BenchResult): string {
  const { subjects, exercises, total } = result;
  const order = result.shuffleSeed === null ? 'in order' : `blocks shuffled with seed ${result.shuffleSeed}`;
  return [
    `${result.dataset}: ${result.people}`,
    `reference ${result.reference}, exercise ${result.exercise}, ${order}; scorer ${result.scorer}; ${result.machine}`,
    '',
    table(['', 'truth', 'found', 'missed', 'false', 'F1', 'typed right', 'right exercise', 'false feedback', 'delay ms p50', 'p95'], [...Object.entries(subjects), ...Object.entries(exercises), ['total', total] as const].map(([name, figures]) => rowOf(name, figures))),
    '',
    ...confusionLines(total),
    ...rangeLines('sensors alone', total.rangeOfMotion),
    ...(total.rangeOfMotion === undefined ? [] : [`within the uncertainty that is told with it: ${percent(total.rangeOfMotion.withinUncertainty)}`]),
    ...rangeLines('each joint and movement measured once by hand', total.rangeOfMotionMeasuredOnce),
    ...(total.classes === undefined ? [] : [`classes: ${percent(total.classes.accuracy)} right, ${percent(total.classes.correctAgainstBad)} right between correct and bad`]),
    ...(result.dataset === 'pted' ? [publishedLine] : []),
    ...(result.withoutReference.length === 0 ? [] : [`measured without a reference, since there is none: ${result.withoutReference.join(', ')}`]),
    ...result.notes,
    `${result.samplesPerSecond} samples a second on one core, all sensors`,
    ...(result.speedTest === undefined ? [] : [`one session of ${result.speedTest.sessionS.toFixed(0)} s with ${result.speedTest.sensors} sensors: ${result.speedTest.samplesPerSecond} samples a second, ${result.speedTest.timesRealTime} times real time`]),
    '',
  ].join('\n');
}

const publishedLine = `published (Yurtman & Barshan 2014, five subjects, own templates, exercise unknown): ${percent(published.missed)} missed, ${published.falseAlarms} false alarms in ${published.truth}, ${percent(published.typedRight)} typed right`;

function rowOf(name: string, figures: Figures): string[] {
  const { truth, found, missed, falseAlarms, f1, typedRight, exerciseRight, falseFeedback, delayMsP50, delayMsP95 } = figures;
  return [name, truth, found, `${missed} (${percent(truth === 0 ? null : missed / truth)})`, falseAlarms, f1 === null ? '-' : f1.toFixed(3), percent(typedRight), percent(exerciseRight), percent(falseFeedback), delayMsP50 ?? '-', delayMsP95 ?? '-'].map(String);
}

function rangeLines(how: string, range: RangeFigures | undefined): string[] {
  if (range === undefined) return [];
  return [`range of motion against the optical angle, ${how}: mean absolute error ${range.maeDeg.toFixed(1)} deg, bias ${range.biasDeg.toFixed(1)} deg, n ${range.n}`];
}

function confusionLines({ confusion }: Figures): string[] {
  const columns = [...new Set(Object.values(confusion).flatMap((row) => Object.keys(row)))];
  return [table(['true, told', ...columns], Object.entries(confusion).map(([type, row]) => [type, ...columns.map((column) => String(row[column] ?? 0))])), ''];
}

function table(header: string[], rows: string[][]): string {
  const widths = header.map((cell, c) => Math.max(cell.length, ...rows.map((row) => row[c].length)));
  return [header, ...rows].map((row) => row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join('  ').trimEnd()).join('\n');
}

export function percent(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(1)} %`;
}
