import type { HeartRateTick } from '#libs/contracts';
import type { Trace } from './angle-buffer.js';

/** One tick a second: an hour. */
const capacity = 3600;
/** Ticks further apart than this have a gap between them. */
const gapMs = 3000;

/** The last ticks of one session, in order of session time, each time once, however they came. */
export class HeartRateBuffer {
  private readonly ticks: HeartRateTick[] = [];

  push(ticks: readonly HeartRateTick[]): void {
    for (const tick of ticks) this.place(tick);
    if (this.ticks.length > capacity) this.ticks.splice(0, this.ticks.length - capacity);
  }

  newest(): HeartRateTick | null {
    return this.ticks.at(-1) ?? null;
  }

  /** Smoothed heart rate, bpm; what was not measured is a gap. */
  read(fromMs: number, toMs: number, trace: Trace): void {
    trace.xS.length = 0;
    trace.y.length = 0;
    let beforeMs = Number.NaN;
    for (const { tMs, smoothedBpm } of this.ticks) {
      if (tMs < fromMs || tMs > toMs) continue;
      if (tMs - beforeMs > gapMs) this.gap(trace, beforeMs);
      trace.xS.push(tMs / 1000);
      trace.y.push(smoothedBpm);
      beforeMs = tMs;
    }
  }

  private gap(trace: Trace, afterMs: number): void {
    trace.xS.push((afterMs + 1) / 1000);
    trace.y.push(null);
  }

  private place(tick: HeartRateTick): void {
    let at = this.ticks.length;
    while (at > 0 && this.ticks[at - 1].tMs >= tick.tMs) at--;
    this.ticks.splice(at, this.ticks[at]?.tMs === tick.tMs ? 1 : 0, tick);
  }
}
