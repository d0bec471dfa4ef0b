import type { Exercise, Side } from '../prescription/exercise.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import type { Span } from '../signal/span.js';
import { carrierSets } from './movement-axis.js';

/** Of each span, the side whose segment turned more in it: the sum of its squared angular rate. */
export function spansOfSides<S extends Span>(spans: readonly S[], { blocks, exercise, sides }: { blocks: readonly ImuBlock[]; exercise: Exercise; sides: Record<Side, SensorBinding[]> }): Record<Side, S[]> {
  const [left, right] = [sides.left, sides.right].map((sensors) => blocks.filter(({ sensor }) => carrierSets(exercise, sensors).flat().includes(sensor)));
  const isLeft = spans.map((span) => turnedIn(left, span) >= turnedIn(right, span));
  return { left: spans.filter((_, i) => isLeft[i]), right: spans.filter((_, i) => !isLeft[i]) };
}

function turnedIn(blocks: readonly ImuBlock[], { startMs, endMs }: Span): number {
  let sum = 0;
  for (const { startMs: fromMs, rateHz, angularVelocityDegPerS } of blocks) {
    for (let at = 0; at < angularVelocityDegPerS.length; at++) {
      const tMs = fromMs + (1000 * Math.floor(at / 3)) / rateHz;
      if (tMs >= startMs && tMs < endMs) sum += angularVelocityDegPerS[at] ** 2;
    }
  }
  return sum;
}
