import { RecordingError, type Recording } from './recording.js';
import { numbers, readAnyTable } from './table.js';

/** When sample i was measured, ms from the first; the end of the last is that of `samples`. */
export interface LabelledTime {
  samples: number;
  startMsOf(sample: number): number;
  periodMs: number;
}

const numberedTypes = ['correct', 'too-fast', 'low-amplitude'];

/**
 * 0, 1, 2 as the Physical Therapy Exercises Dataset numbers them; names that everybody knows in any spelling (`Too fast`, `LOW_AMPLITUDE`);
 * any other type by its own name.
 */
export function typeOf(text: string): string {
  const spelled = text.toLowerCase().replace(/[\s_-]+/g, '-');
  return numberedTypes[Number(text === '' ? NaN : text)] ?? (numberedTypes.includes(spelled) ? spelled : text);
}

/** Where one repetition goes over into the next, annotators let them overlap a little; by more it is one that is there twice [P]. */
const overlapShare = 0.5;

/** `start,end,type`: samples from 0, end exclusive; in any order; the header alone where nothing was done, so that all that is told is a false alarm. Throws a `RecordingError` that names line and value. */
export function readLabels(path: string, time: LabelledTime): Recording['truth'] {
  const table = readAnyTable(path, { mayBeEmpty: true });
  const header = table.header.map((name) => name.trim()).join(',');
  if (header !== 'start,end,type') throw new RecordingError(`${path}: the header is "${header}", not "start,end,type"`);
  const spans = numbers(table, [0, 1]);
  const labels = table.rows.map((row, r) => ({ line: r + 2, start: spans[2 * r], end: spans[2 * r + 1], type: typeOf(row[2].trim()) }));
  for (const { line, start, end, type } of labels) {
    const isRange = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end > start && end <= time.samples;
    if (!isRange) throw new RecordingError(`${path}: line ${line}: ${start} to ${end} is not a range of the ${time.samples} samples`);
    if (type === '') throw new RecordingError(`${path}: line ${line}: ${start} to ${end} has no type`);
  }
  labels.sort((a, b) => a.start - b.start);
  labels.forEach(({ line, start, end }, i) => {
    const next = labels.at(i + 1);
    if (next !== undefined && end - next.start > overlapShare * Math.min(end - start, next.end - next.start)) throw new RecordingError(`${path}: line ${next.line}: ${next.start} to ${next.end} overlaps ${start} to ${end} of line ${line}`);
  });
  return labels.map(({ start, end, type }) => ({ startMs: time.startMsOf(start), endMs: time.startMsOf(end - 1) + time.periodMs, type }));
}
