import type { MotionCurve } from '#libs/contracts';

/** Session time, s, and angle, deg; null is a gap. */
export interface Trace {
  xS: number[];
  y: (number | null)[];
}

/** 25 Hz (the server's most) for 82 s. */
const capacity = 2048;

/**
 * The last angles of one session: a ring whose place is given by the time of the value. So a curve that comes twice or out of
 * order does no harm, and what never came reads as a gap. Hot path, 5 curves a second and session: it is written in place.
 */
export class AngleBuffer {
  private readonly tMs = new Float64Array(capacity).fill(Number.NaN);
  private readonly angleDeg = new Float64Array(capacity).fill(Number.NaN);
  private stepMs = 0;
  /** Session time of the newest value that was measured; null: none yet. */
  newestMs: number | null = null;

  push({ fromMs, stepMs, angleDeg }: MotionCurve): void {
    if (stepMs !== this.stepMs) this.restart(stepMs);
    for (let i = 0; i < angleDeg.length; i++) {
      const tMs = fromMs + i * stepMs;
      const place = this.placeOf(tMs);
      if (tMs < this.tMs[place]) continue;
      const deg = angleDeg[i];
      this.tMs[place] = tMs;
      this.angleDeg[place] = deg ?? Number.NaN;
      if (deg !== null && (this.newestMs === null || tMs > this.newestMs)) this.newestMs = tMs;
    }
  }

  /** Everything between two session times, on the grid; into `trace`, whose arrays are used again. */
  read(fromMs: number, toMs: number, trace: Trace): void {
    trace.xS.length = 0;
    trace.y.length = 0;
    if (this.stepMs === 0) return;
    const first = Math.max(0, Math.ceil(fromMs / this.stepMs), Math.floor(toMs / this.stepMs) - capacity + 1);
    for (let index = first; index * this.stepMs <= toMs; index++) {
      const place = index % capacity;
      const isThere = Math.abs(this.tMs[place] - index * this.stepMs) <= this.stepMs / 2;
      const deg = isThere ? this.angleDeg[place] : Number.NaN;
      trace.xS.push((index * this.stepMs) / 1000);
      trace.y.push(Number.isNaN(deg) ? null : deg);
    }
  }

  private placeOf(tMs: number): number {
    return Math.round(tMs / this.stepMs) % capacity;
  }

  private restart(stepMs: number): void {
    this.stepMs = stepMs;
    this.tMs.fill(Number.NaN);
  }
}
