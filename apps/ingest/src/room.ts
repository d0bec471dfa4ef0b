import type { Packet } from '#libs/sensors';

/**
 * How many packets may wait to be stored. Movement is nine packets of ten, and can be judged later from the device's outbox; a heart rate, what a device says of
 * itself and the end of a session cannot wait, so the last fifth is kept for them (features B6 [P]).
 */
const mostOfMovement = 20_000;
const mostOfAll = 25_000;

/** Whether a packet of this kind is taken while so many wait. */
export function hasRoom(kind: Packet['kind'] | null, waiting: number): boolean {
  return waiting < (isMovement(kind) ? mostOfMovement : mostOfAll);
}

/** Also what could not be read: nobody knows that it is something else. */
export function isMovement(kind: Packet['kind'] | null): boolean {
  return kind === null || kind === 'imu6' || kind === 'imu9' || kind === 'quaternion';
}
