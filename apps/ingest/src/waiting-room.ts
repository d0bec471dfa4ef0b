import type { Lane } from '#libs/sensors';

/**
 * How many packets may wait to be stored. Movement is nine packets of ten, and can be judged later from the device's outbox; a heart rate and what a device says
 * of itself cannot wait, so the last fifth is kept for them (features B6 [P]).
 */
const mostOf: Record<Lane, number> = { movement: 20_000, urgent: 25_000 };
/** In one statement: more gains nothing, and a heart rate that comes meanwhile waits for its end. */
const mostAtOnce = 500;

/** Movement of one device, in the order in which it came. */
interface Queue<T> {
  /** Of its first, epoch ms. */
  measuredAtMs: number;
  items: T[];
}

/**
 * What waits to be stored: heart rates and what a device says of itself ahead of movement. Of the movement, that of the devices which are least behind comes first:
 * when there is too much for all, some patients are watched live and others later, and not all of them too late.
 */
export class WaitingRoom<T> {
  private readonly urgent: T[] = [];
  private readonly movement = new Map<string, Queue<T>>();
  private waitingMovements = 0;

  get size(): number {
    return this.urgent.length + this.waitingMovements;
  }

  get movements(): number {
    return this.waitingMovements;
  }

  /** How many would be taken, when so much movement may be. */
  ready(mostMovement: number): number {
    return this.urgent.length + Math.min(this.waitingMovements, mostMovement);
  }

  /** false: there is no room for it. */
  add(lane: Lane, item: T, { deviceId, measuredAtMs }: { deviceId: string; measuredAtMs: number }): boolean {
    if (this.size >= mostOf[lane]) return false;
    if (lane === 'urgent') {
      this.urgent.push(item);
      return true;
    }
    const queue = this.movement.get(deviceId);
    if (queue === undefined) this.movement.set(deviceId, { measuredAtMs, items: [item] });
    else queue.items.push(item);
    this.waitingMovements++;
    return true;
  }

  /** The next batch, which then waits no more. */
  take(mostMovement: number): T[] {
    const batch = this.urgent.splice(0, mostAtOnce);
    const most = Math.min(mostMovement, mostAtOnce - batch.length);
    return most < 1 || this.waitingMovements === 0 ? batch : [...batch, ...this.takeMovement(most)];
  }

  private takeMovement(most: number): T[] {
    const taken: T[] = [];
    const leastBehindFirst = [...this.movement].sort(([, a], [, b]) => b.measuredAtMs - a.measuredAtMs);
    for (const [deviceId, { items }] of leastBehindFirst) {
      taken.push(...items.splice(0, most - taken.length));
      if (items.length > 0) break;
      this.movement.delete(deviceId);
      if (taken.length >= most) break;
    }
    this.waitingMovements -= taken.length;
    return taken;
  }
}
