/**
 * Cuts the movement into repetitions while it comes: out from rest, and back. A state machine (clinical C8) over one signal,
 * *reach*: how far the patient is from rest on the movement's way, in degrees. Turns are judged by prominence - a share of
 * this very repetition's height - so that a small repetition is cut as surely as a full one; thresholds of onset and speed are
 * shares of the patient's own reference. It looks at nothing but reach and its speed since the last rest: not at the clock, not
 * at how many there were. Plain JSON.
 */
export interface SegmentationState {
  phase: 'rest' | 'out' | 'back';
  /** Where the patient rests, deg of reach; follows while nothing moves. null before the first sample. */
  restDeg: number | null;
  /** What this repetition rises from, deg. */
  baseDeg: number;
  /** Highest of this repetition, and lowest since, deg. */
  peakDeg: number;
  lowDeg: number;
  /** How long it has hardly moved, and how long it has been out, ms. */
  slowMs: number;
  outMs: number;
  /** How long it has hardly moved near rest on the way back, ms. */
  nearMs: number;
  cut: Cut;
  /** Indices into `cut`: where it last hardly moved, where it last stood still, where this repetition began, the lowest point on the way back. */
  slowAt: number;
  stillAt: number;
  startAt: number;
  lowAt: number;
}

/** A stretch of samples on the grid; `from` is the grid index of the first. */
export interface Cut {
  from: number;
  reachDeg: number[];
  angleDeg: number[];
  velocityDegPerS: number[];
  offAxisDeg: number[];
  valid: boolean[];
  /** What the exercise's manner sees, so many numbers a sample one after the other; empty where it has none. */
  manner: number[];
}

export interface SegmentationSettings {
  stepMs: number;
  /** Of the reference: how far it reaches, and how long it is beyond half of that, s. */
  rangeDeg: number;
  widthS: number;
  /** Smallest share of the range that counts (C8: 0.40). */
  countFromShare: number;
}

/** The primary angle at one instant of the uniform grid. */
export interface AngleFrame {
  /** Index on the uniform grid. */
  index: number;
  angleDeg: number;
  velocityDegPerS: number;
  offAxisDeg: number;
  /** False: interpolated over a gap; it keeps the count and spoils the score. */
  valid: boolean;
}

export interface ReachFrame extends AngleFrame {
  reachDeg: number;
  /** How fast the posture changes, deg/s, never negative. */
  speedDegPerS: number;
  /** Always so many; written into the cut, not kept. */
  manner?: readonly number[];
}

/** Half-open [startAt, endAt) in `cut`. */
export interface FoundRepetition {
  kind: 'repetition';
  cut: Cut;
  startAt: number;
  endAt: number;
  /** Reach at rest before it, deg. */
  baseDeg: number;
  peakDeg: number;
}

export type SegmentationEvent =
  | FoundRepetition
  /** Too small to count. */
  | { kind: 'attempt' }
  | { kind: 'timeout' };

/** Clinical C8: it has begun beyond this share of the range. */
const onsetShare = 0.15;
/** It has turned when it came back by this share of its own height [P]. */
const turnShare = 0.5;
/**
 * Its height is measured from no further below the reference's rest than this share of the range: what is lower is no rest - a session that began in the
 * middle of a movement, a posture that was given up - and no repetition comes back to it [P].
 */
const belowRestShare = 0.25;
/** Near rest: the way back may end. */
const nearShare = 0.4;
/** Outward again by this share of its height while coming back (or most of the onset): the next one has begun (touch-and-go). */
const againShare = 0.2;
const againOfOnset = 0.5;
/** Slower than this share of the range in a second hardly moves; slower than that stands still. */
const slowSharePerS = 0.12;
const stillSharePerS = 0.04;
/** The onset is dated back, and the end waited for, from hardly moving to standing still, but no longer. */
const edgeMs = 240;
/** Back so far it is at rest once it falls no further, also of those who sway too quickly at rest to be called slow [P]. */
const backShare = 0.3;
/** Somewhere on the way back it stopped for good. */
const stoppedMs = 300;
/** Beyond half its height for less than this it was a jerk, not a repetition: the quickest acted in pted took 0.84 s. */
const shortestWidthS = 0.45;
/** Out for so long it is a new rest posture: nothing was ever held for more than 1.6 times the reference. */
const longestWidths = 2.2;
const longestS = 6;
const restFollowsS = 0.5;
/** Kept of the rest, to date the onset back. */
const preRollMs = 1000;

export function startSegmentation(): SegmentationState {
  const cut = { from: 0, reachDeg: [], angleDeg: [], velocityDegPerS: [], offAxisDeg: [], valid: [], manner: [] };
  return { phase: 'rest', restDeg: null, baseDeg: 0, peakDeg: 0, lowDeg: 0, slowMs: 0, outMs: 0, nearMs: 0, cut, slowAt: 0, stillAt: 0, startAt: 0, lowAt: 0 };
}

/** One sample of the grid, in order. Writes into `state`. */
export function stepSegmentation(state: SegmentationState, frame: ReachFrame, settings: SegmentationSettings): SegmentationEvent | null {
  keep(state, frame, settings);
  state.restDeg ??= frame.reachDeg;
  const slow = frame.speedDegPerS < slowSharePerS * settings.rangeDeg;
  state.slowMs = slow ? state.slowMs + settings.stepMs : 0;
  switch (state.phase) {
    case 'rest':
      rest(state, frame, settings);
      return null;
    case 'out':
      return out(state, frame, settings);
    case 'back':
      return back(state, frame, settings);
    default:
      return state.phase satisfies never;
  }
}

/** The stream broke, or ended: what was well on its way is a repetition up to here. Back to rest. */
export function breakSegmentation(state: SegmentationState, settings: SegmentationSettings): SegmentationEvent | null {
  if (state.phase === 'rest') return null;
  const event = finish(state, state.cut.reachDeg.length, settings);
  return event?.kind === 'repetition' ? event : null;
}

/** It was no way out: where the patient is now is rest. Writes into `state`. */
export function restAgain(state: SegmentationState): void {
  toRest(state, state.cut.reachDeg.length - 1);
}

function rest(state: SegmentationState, { reachDeg, speedDegPerS }: ReachFrame, { stepMs, rangeDeg }: SegmentationSettings): void {
  const now = state.cut.reachDeg.length - 1;
  const restDeg = state.restDeg ?? reachDeg;
  if (state.slowMs > 0) {
    state.restDeg = restDeg + ((reachDeg - restDeg) * stepMs) / (restFollowsS * 1000);
    state.slowAt = now;
  }
  if (speedDegPerS < stillSharePerS * rangeDeg) state.stillAt = now;
  const baseDeg = Math.min(state.restDeg ?? reachDeg, state.cut.reachDeg[state.slowAt]);
  if (reachDeg - baseDeg <= onsetShare * rangeDeg || state.slowMs > 0) return;
  state.phase = 'out';
  state.baseDeg = baseDeg;
  state.peakDeg = reachDeg;
  state.outMs = 0;
  state.startAt = Math.max(state.stillAt, state.slowAt - Math.round(edgeMs / stepMs), 0);
}

function out(state: SegmentationState, { reachDeg }: ReachFrame, settings: SegmentationSettings): SegmentationEvent | null {
  state.outMs += settings.stepMs;
  state.peakDeg = Math.max(state.peakDeg, reachDeg);
  if (state.peakDeg - reachDeg > turnShare * (state.peakDeg - Math.max(state.baseDeg, -belowRestShare * settings.rangeDeg))) {
    state.phase = 'back';
    state.nearMs = 0;
    reachLow(state, reachDeg);
    return null;
  }
  if (state.outMs <= 1000 * Math.max(longestS, longestWidths * settings.widthS)) return null;
  toRest(state, state.cut.reachDeg.length - 1);
  return { kind: 'timeout' };
}

function back(state: SegmentationState, { reachDeg, speedDegPerS }: ReachFrame, settings: SegmentationSettings): SegmentationEvent | null {
  const { stepMs, rangeDeg } = settings;
  const heightDeg = state.peakDeg - state.baseDeg;
  if (reachDeg < state.lowDeg) reachLow(state, reachDeg);
  if (reachDeg - state.lowDeg > Math.max(againOfOnset * onsetShare * rangeDeg, againShare * heightDeg)) return finish(state, state.lowAt + 1, settings);
  const near = reachDeg - state.baseDeg < nearShare * heightDeg;
  const turned = state.lowAt < state.cut.reachDeg.length - 1 && state.lowDeg - state.baseDeg < backShare * heightDeg;
  state.nearMs = near && (state.slowMs > 0 || turned || state.nearMs > 0) ? state.nearMs + stepMs : 0;
  const still = state.nearMs > 0 && speedDegPerS < stillSharePerS * rangeDeg;
  if (!still && state.nearMs <= edgeMs && state.slowMs <= stoppedMs) return null;
  return finish(state, state.cut.reachDeg.length, settings);
}

function reachLow(state: SegmentationState, reachDeg: number): void {
  state.lowDeg = reachDeg;
  state.lowAt = state.cut.reachDeg.length - 1;
}

/** Up to `endAt` it was a repetition, or too small for one, or a jerk; what came after it stays. */
function finish(state: SegmentationState, endAt: number, { stepMs, rangeDeg, countFromShare }: SegmentationSettings): SegmentationEvent | null {
  const { cut, startAt, baseDeg, peakDeg } = state;
  const found: FoundRepetition = { kind: 'repetition', cut, startAt, endAt, baseDeg, peakDeg };
  const widthS = (halfWidthOf(found) * stepMs) / 1000;
  toRest(state, endAt - 1);
  if (widthS < shortestWidthS) return null;
  return peakDeg - baseDeg < countFromShare * rangeDeg ? { kind: 'attempt' } : found;
}

/** It came back to where it is at rest; of what the stream's end cut off nobody knows. */
export function isBack({ cut, endAt, baseDeg, peakDeg }: FoundRepetition): boolean {
  return cut.reachDeg[endAt - 1] - baseDeg < backShare * (peakDeg - baseDeg);
}

/** It has gone as far as counts, and has not come back by half. */
export function isFarOut({ phase, peakDeg, baseDeg }: SegmentationState, { rangeDeg, countFromShare }: Pick<SegmentationSettings, 'rangeDeg' | 'countFromShare'>): boolean {
  return phase === 'out' && peakDeg - baseDeg >= countFromShare * rangeDeg;
}

/** Samples from the first to the last beyond half of the height. */
export function halfWidthOf({ cut, startAt, endAt, baseDeg, peakDeg }: FoundRepetition): number {
  const halfDeg = (baseDeg + peakDeg) / 2;
  let first = startAt;
  while (first < endAt && cut.reachDeg[first] < halfDeg) first++;
  let last = endAt - 1;
  while (last > first && cut.reachDeg[last] < halfDeg) last--;
  return last - first + 1;
}

/** The samples before `from` go; the repetition that was found keeps the cut it is told with. */
function toRest(state: SegmentationState, from: number): void {
  const { cut } = state;
  const tail = <T>(values: T[]): T[] => values.slice(from);
  state.cut = {
    from: cut.from + from, reachDeg: tail(cut.reachDeg), angleDeg: tail(cut.angleDeg), velocityDegPerS: tail(cut.velocityDegPerS), offAxisDeg: tail(cut.offAxisDeg), valid: tail(cut.valid),
    manner: cut.manner.slice(from * widthOf(cut)),
  };
  state.phase = 'rest';
  state.restDeg = state.cut.reachDeg[0];
  state.slowAt = 0;
  state.stillAt = 0;
}

function widthOf({ manner, reachDeg }: Cut): number {
  return reachDeg.length === 0 ? 0 : manner.length / reachDeg.length;
}

function keep(state: SegmentationState, frame: ReachFrame, { stepMs }: SegmentationSettings): void {
  const { cut } = state;
  if (cut.reachDeg.length === 0) cut.from = frame.index;
  cut.reachDeg.push(frame.reachDeg);
  cut.angleDeg.push(frame.angleDeg);
  cut.velocityDegPerS.push(frame.velocityDegPerS);
  cut.offAxisDeg.push(frame.offAxisDeg);
  cut.valid.push(frame.valid);
  for (const value of frame.manner ?? []) cut.manner.push(value);
  // Twice the pre-roll is let grow, then halved: seldom, and no sample is moved twice.
  const preRoll = Math.round(preRollMs / stepMs);
  if (state.phase !== 'rest' || cut.reachDeg.length <= 2 * preRoll) return;
  const gone = cut.reachDeg.length - preRoll;
  cut.manner.splice(0, gone * widthOf(cut));
  for (const values of [cut.reachDeg, cut.angleDeg, cut.velocityDegPerS, cut.offAxisDeg, cut.valid]) values.splice(0, gone);
  cut.from += gone;
  state.slowAt = Math.max(0, state.slowAt - gone);
  state.stillAt = Math.max(0, state.stillAt - gone);
}
