import { quantileOfSorted, rollingOrder } from '../signal/rolling-order.js';
import { isMeasured } from './measured.js';

export interface CorrectedRr {
  /** Intervals after correction, ms. */
  rrMs: number[];
  /** Corrected of all that were measured, 0 to 1. */
  artefactFraction: number;
  /** By index of what was measured, numbers alone. */
  ectopic: number[];
  extra: number[];
  missed: number[];
  longShort: number[];
}

/** Lipponen & Tarvainen 2019, J Med Eng Technol 43:173, as NeuroKit's `signal_fixpeaks` has it. */
const alpha = 5.2;
const windowBeats = 91;
const medianBeats = 11;
const c1 = 0.13;
const c2 = 0.17;
/** Where all beats are alike the threshold would be 0 [P], ms. */
const leastThresholdMs = 50;

/** Corrects the intervals of a whole session: extra beats are joined, missed ones put in, ectopic, long and short ones interpolated (clinical B5). */
export function correctRr(measuredMs: readonly number[]): CorrectedRr {
  const rrMs = measuredMs.filter(isMeasured);
  const found = { ectopic: [] as number[], extra: [] as number[], missed: [] as number[], longShort: [] as number[] };
  if (rrMs.length < 3) return { rrMs: [...rrMs], artefactFraction: 0, ...found };
  const signals = signalsOf(rrMs);
  for (let i = 0; i < rrMs.length; i++) classify(signals, i, found);
  const artefacts = new Set(Object.values(found).flat());
  return { rrMs: corrected(rrMs, found), artefactFraction: (artefacts.size + measuredMs.length - rrMs.length) / measuredMs.length, ...found };
}

interface Signals {
  rr: readonly number[];
  /** Difference from the beat before, and from the running median, both over their thresholds; threshold of the latter, ms. */
  d: number[];
  m: number[];
  medianMs: number[];
  threshold2Ms: number[];
  s12: number[];
  s22: number[];
}

function signalsOf(rr: readonly number[]): Signals {
  const steps = rr.slice(1).map((each, i) => each - rr[i]);
  const raw = [steps.reduce((sum, each) => sum + each, 0) / steps.length, ...steps];
  const threshold1 = thresholdsOf(raw);
  const d = raw.map((each, i) => each / threshold1[i]);
  const medianMs = rollingOrder(rr, medianBeats, (sorted) => quantileOfSorted(sorted, 0.5));
  const off = rr.map((each, i) => (each - medianMs[i] < 0 ? 2 * (each - medianMs[i]) : each - medianMs[i]));
  const threshold2Ms = thresholdsOf(off);
  const m = off.map((each, i) => each / threshold2Ms[i]);
  return { rr, d, m, medianMs, threshold2Ms, s12: d.map((_, i) => s12At(d, i)), s22: d.map((_, i) => s22At(d, i)) };
}

/** Alpha times half the interquartile range of |x| in a centred window. */
function thresholdsOf(values: readonly number[]): number[] {
  return rollingOrder(values.map(Math.abs), windowBeats, (sorted) => {
    const threshold = (alpha * (quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25))) / 2;
    return threshold === 0 ? leastThresholdMs : threshold;
  });
}

/** Padded by reflection, as the reference is. */
function at(values: readonly number[], i: number): number {
  const last = values.length - 1;
  return values[i < 0 ? -i : i > last ? 2 * last - i : i];
}

function s12At(d: readonly number[], i: number): number {
  return d[i] > 0 ? Math.max(at(d, i - 1), at(d, i + 1)) : Math.min(at(d, i - 1), at(d, i + 1));
}

function s22At(d: readonly number[], i: number): number {
  return d[i] >= 0 ? Math.min(at(d, i + 1), at(d, i + 2)) : Math.max(at(d, i + 1), at(d, i + 2));
}

type Found = Pick<CorrectedRr, 'ectopic' | 'extra' | 'missed' | 'longShort'>;

function classify(signals: Signals, i: number, found: Found): void {
  const { d, s12 } = signals;
  if (!(Math.abs(d[i]) > 1) || isTaken(found, i)) return;
  if ((d[i] > 1 && s12[i] < -c1 * d[i] - c2) || (d[i] < -1 && s12[i] > -c1 * d[i] + c2)) {
    found.ectopic.push(i);
    return;
  }
  const next = i + 2 < d.length && Math.abs(d[i + 1]) < Math.abs(d[i + 2]) ? [i, i + 1] : [i];
  for (const j of next) if (classifyOne(signals, j, found)) return;
}

function isTaken({ ectopic, extra, missed, longShort }: Found, i: number): boolean {
  return [ectopic, extra, missed, longShort].some((list) => list.includes(i));
}

/** True: nothing more is looked for here. */
function classifyOne({ rr, d, m, medianMs, threshold2Ms, s22 }: Signals, j: number, found: Found): boolean {
  const falls = d[j] < -1 && s22[j] > 1;
  const rises = d[j] > 1 && s22[j] < -1;
  if (!falls && !rises && !(Math.abs(m[j]) > 3)) return false;
  if (falls && j + 1 < rr.length && Math.abs(rr[j] + rr[j + 1] - medianMs[j]) < threshold2Ms[j]) found.extra.push(j);
  else if (rises && Math.abs(rr[j] / 2 - medianMs[j]) < threshold2Ms[j]) found.missed.push(j);
  else found.longShort.push(j);
  return true;
}

function corrected(rr: readonly number[], { ectopic, extra, missed, longShort }: Found): number[] {
  const out: number[] = [];
  const isArtefact = new Set([...ectopic, ...longShort]);
  const [isExtra, isMissed] = [new Set(extra), new Set(missed)];
  for (let i = 0; i < rr.length; i++) {
    if (isExtra.has(i) && i + 1 < rr.length) out.push(rr[i] + rr[++i]);
    else if (isMissed.has(i)) out.push(rr[i] / 2, rr[i] / 2);
    else out.push(isArtefact.has(i) ? between(rr, i, isArtefact) : rr[i]);
  }
  return out;
}

/** Midpoint of the nearest neighbours that are sound. */
function between(rr: readonly number[], i: number, isArtefact: ReadonlySet<number>): number {
  let before = i - 1;
  let after = i + 1;
  while (isArtefact.has(before)) before--;
  while (isArtefact.has(after)) after++;
  const sound = [rr[before], rr[after]].filter((each) => each !== undefined);
  return sound.length === 0 ? rr[i] : sound.reduce((sum, each) => sum + each, 0) / sound.length;
}
