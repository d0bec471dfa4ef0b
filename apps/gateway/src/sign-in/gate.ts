/** Too many wait already. */
export class GateFull extends Error {}

/** Lets so many in at a time, has so many wait in order, and turns away the rest: a flood must not take memory and cores of everybody else. */
export class Gate {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limits: { atOnce: number; waiting: number }) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> {
    if (this.inside < this.limits.atOnce) {
      this.inside++;
      return Promise.resolve();
    }
    if (this.waiting.length >= this.limits.waiting) return Promise.reject(new GateFull('too many wait'));
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits longest takes the place over, so that nobody slips in between. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.inside--;
    else next();
  }
}
