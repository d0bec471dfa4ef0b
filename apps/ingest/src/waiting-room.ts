import type { Lane } from '#libs/sensors';

/**
 * How many packets may wait to be stored. Movement is nine packets of ten, and can be judged later from the device's outbox; a heart rate and what a device says
 * of itself cannot wait, so the last fifth is kept for them (features B6 [P]).
 */
const mostOf: Record<Lane, number> = { movement: 20_000, urgent: 25_000 };
/** In one statement: more gains nothing, and a heart rate that comes meanwhile waits for its end. */
const mostAtOnce = 500;

/** What waits to be stored: heart rates and what a device says of itself ahead of movement, each lane in the order in which it came. */
export class WaitingRoom<T> {
  private readonly lanes: Record<Lane, T[]> = { urgent: [], movement: [] };

  get size(): number {
    return this.lanes.urgent.length + this.lanes.movement.length;
  }

  /** false: there is no room for it. */
  add(lane: Lane, item: T): boolean {
    if (this.size >= mostOf[lane]) return false;
    this.lanes[lane].push(item);
    return true;
  }

  /** The next batch, which then waits no more. */
  take(): T[] {
    const first = this.lanes.urgent.splice(0, mostAtOnce);
    return [...first, ...this.lanes.movement.splice(0, mostAtOnce - first.length)];
  }
}
