import { arrange, type ArrangeInput, type Arrangement, type WaitingPacket } from '#libs/domain';

/**
 * Devices of a server that has too much to do send their heart rates first, and movement after it, a little at a time. To fold a session again for each little
 * of it would be the end of a worker that is busy already; and whatever else the patient's sensors tell would wait for it. So until it may be folded again, movement that
 * came late lies where it is, as if it had not come yet, and what cannot wait goes on over it.
 */
export function putOffMovement(input: ArrangeInput): Arrangement {
  const whole = arrange(input);
  if (whole.late.length === 0) return whole;
  const without = arrange({ ...input, waiting: input.waiting.filter((packet) => !isMovement(packet)) });
  if (without.late.length > 0) return whole;
  const putOff = input.waiting.filter(isMovement).map(({ receivedAtMs }) => receivedAtMs);
  return { ...without, waitingSinceMs: Math.min(...putOff, without.waitingSinceMs ?? Infinity) };
}

/** The end of a stream too: it is where its movement ends. */
function isMovement({ block }: WaitingPacket): boolean {
  return block === null || block.kind === 'imu' || block.kind === 'gap' || block.kind === 'end';
}
