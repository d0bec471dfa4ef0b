import type { HeartRateCurve, LiveHint, MotionCurve } from '#libs/contracts';
import { Injectable } from '@nestjs/common';
import { Consoles } from './consoles.js';

type CurveHint = Extract<LiveHint, { hint: 'motion-sampled' | 'heart-rate-measured' }>;
type Curve =
  | { patientId: string; event: 'motion.sampled'; payload: MotionCurve }
  | { patientId: string; event: 'heart-rate.measured'; payload: HeartRateCurve };

/**
 * Curves to the consoles of the carers, and to none that has not taken yet what it was sent before: it gets the next one.
 * socket.io's own `volatile` asks that question at every message, so the second of two curves in one turn is dropped for
 * everybody; hence all curves of one turn are sent together, and the question is asked once.
 */
@Injectable()
export class CurveRelay {
  private waiting: Curve[] = [];

  constructor(private readonly consoles: Consoles) {}

  hear(hint: CurveHint): void {
    if (!this.consoles.isAnyCarerHere(hint.patientId)) return;
    if (this.waiting.length === 0) setImmediate(() => this.send());
    this.waiting.push(toCurve(hint));
  }

  private send(): void {
    const curves = this.waiting;
    this.waiting = [];
    const slow = this.consoles.slow();
    for (const curve of curves) this.consoles.tellCarersExcept(slow, curve);
  }
}

function toCurve(hint: CurveHint): Curve {
  const { patientId } = hint;
  if (hint.hint === 'motion-sampled') return { patientId, event: 'motion.sampled', payload: hint.curve };
  return { patientId, event: 'heart-rate.measured', payload: hint.curve };
}
