import type { HeartRateCurve, HeartRateTick, MotionCurve } from '#libs/contracts';
import { AngleBuffer, type Trace } from './angle-buffer.js';
import { elapsedMs, type Mark } from './elapsed.js';
import { HeartRateBuffer } from './heart-rate-buffer.js';
import { staleAfterMs } from './liveness.js';

/** When a measured value was newest: `tMs` of the session was `ageMs` old at `at`. */
interface Freshness {
  tMs: number;
  ageMs: number;
  at: Mark;
}

const angleNearMs = 250;

/** Curves of one session, told only and never stored (docs/architecture.md): what the console draws without React. */
export class SessionCurves {
  private readonly angle = new AngleBuffer();
  private readonly heartRate = new HeartRateBuffer();
  private repetition: { tMs: number; progress: number | null } | null = null;
  private movement: Freshness | null = null;
  private pulse: Freshness | null = null;

  hearMotion(curve: MotionCurve, at: Mark): void {
    this.angle.push(curve);
    const { newestMs } = this.angle;
    const lastMs = curve.fromMs + (curve.angleDeg.length - 1) * curve.stepMs;
    if (this.repetition === null || lastMs >= this.repetition.tMs) this.repetition = { tMs: lastMs, progress: curve.progress ?? null };
    // A gap at the end makes what was measured older than the curve.
    if (newestMs !== null) this.movement = newer(this.movement, { tMs: newestMs, ageMs: curve.ageMs + Math.max(0, lastMs - newestMs), at });
  }

  hearHeartRate({ ticks, ageMs }: HeartRateCurve, at: Mark): void {
    this.heartRate.push(ticks);
    const newest = this.heartRate.newest();
    if (newest !== null) this.pulse = newer(this.pulse, { tMs: newest.tMs, ageMs, at });
  }

  /**
   * Age of the newest measured angle, ms; of the heart rate where no movement was ever heard; null: nothing was heard yet.
   * A heart rate that still comes does not make an old trace look young: it has an age of its own.
   */
  ageMs(now: Mark): number | null {
    return ageOf(this.movement ?? this.pulse, now);
  }

  /** Share of the repetition that is going on, 0 to 1; null: none is known to be, or what is known is too old to show. */
  repetitionProgress(now: Mark): number | null {
    const ageMs = ageOf(this.movement, now);
    return ageMs === null || ageMs >= staleAfterMs ? null : (this.repetition?.progress ?? null);
  }

  /** The same object until there is a newer one; null: none was heard. */
  newestHeartRate(): HeartRateTick | null {
    return this.heartRate.newest();
  }

  heartRateAgeMs(now: Mark): number | null {
    return ageOf(this.pulse, now);
  }

  /** What session time it must be by now, ms; null: nothing was heard yet. */
  nowMs(now: Mark): number | null {
    const times = [this.movement, this.pulse].filter((each) => each !== null).map((each) => each.tMs + each.ageMs + elapsedMs(each.at, now));
    return times.length === 0 ? null : Math.max(...times);
  }

  readAngle(fromMs: number, toMs: number, trace: Trace): void {
    this.angle.read(fromMs, toMs, trace);
  }

  /** The first angle that is known at a session time, ms, or a quarter of a second later; null: none is kept. */
  angleAt(tMs: number): number | null {
    const trace: Trace = { xS: [], y: [] };
    this.angle.read(tMs, tMs + angleNearMs, trace);
    return trace.y.find((deg) => deg !== null) ?? null;
  }

  readHeartRate(fromMs: number, toMs: number, trace: Trace): void {
    this.heartRate.read(fromMs, toMs, trace);
  }
}

function ageOf(known: Freshness | null, now: Mark): number | null {
  return known === null ? null : known.ageMs + elapsedMs(known.at, now);
}

/** A curve that was overtaken does not make older what is known. */
function newer(known: Freshness | null, heard: Freshness): Freshness {
  return known !== null && (heard.tMs < known.tMs || (heard.tMs === known.tMs && known.ageMs + elapsedMs(known.at, heard.at) < heard.ageMs)) ? known : heard;
}
