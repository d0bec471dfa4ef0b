/** So long a turn of a worker may take: a heart rate waits for the end of one and for the next [P]. */
const longestTurnMs = 1000;
/** Given up: as many times less as the turn is too long, and a little more; never more than so much at once, since turns answer late [P]. */
const mostGivenUp = 0.3;
const givenUp = 0.9;
/** Taken back each second: fast as long as it is far from where it was too much, and slowly near it [P]. */
const far = { below: 0.6, more: 1.15, step: 20 };
const near = { more: 1.02, step: 2 };
const everyMs = 1000;
/** Nobody has said that turns are long for this time: the load is another one now [P]. */
const forgetMs = 10_000;
/** Packets/s: what is left in any case, and what no small box does: from there on there is no limit. */
const least = 100;
const unlimited = 10_000;
/** Saved up while nothing comes, s. */
const burstS = 0.25;

/**
 * How much movement may be stored. Without a limit while workers keep up; when one of them says that its turns take long, less of it, until heart rates are told in time again
 * (features B6): what is not taken stays on its device. As TCP does (RFC 5681, 3.1): much less at once, back by and by, and slower from near where it was too much. Times in ms.
 */
export class MovementRate {
  private perS = Infinity;
  /** Where it was too much. */
  private tooMuchPerS = Infinity;
  private saved = 0;
  private countedMs = -Infinity;
  private changedMs = -Infinity;
  private heardMs = -Infinity;
  /** What was taken of late, so that the first limit is below it. */
  private readonly lately = { sinceMs: -Infinity, taken: 0, perS: 0 };

  /** A worker's turn took so long that it says so. */
  hear(turnMs: number, nowMs: number): void {
    this.heardMs = nowMs;
    if (turnMs <= longestTurnMs || nowMs - this.changedMs < everyMs) return;
    this.tooMuchPerS = this.perS === Infinity ? this.lately.perS : this.perS;
    const kept = Math.max(mostGivenUp, (givenUp * longestTurnMs) / turnMs);
    this.change(Math.max(least, kept * this.tooMuchPerS), nowMs);
  }

  /** How many packets of movement may be stored now. */
  allowed(nowMs: number): number {
    if (this.perS !== Infinity && nowMs - Math.max(this.changedMs, this.heardMs) >= everyMs) this.change(this.more(nowMs), nowMs);
    if (this.perS === Infinity) return Infinity;
    this.saved = Math.min(burstS * this.perS, this.saved + (this.perS * (nowMs - this.countedMs)) / 1000);
    this.countedMs = nowMs;
    return Math.floor(this.saved);
  }

  took(packets: number, nowMs: number): void {
    this.saved -= packets;
    this.lately.taken += packets;
    const sinceMs = nowMs - this.lately.sinceMs;
    if (sinceMs < everyMs) return;
    Object.assign(this.lately, { sinceMs: nowMs, taken: 0, perS: (1000 * this.lately.taken) / sinceMs });
  }

  /** The next rate when nobody complains. */
  private more(nowMs: number): number {
    if (nowMs - this.heardMs > forgetMs) this.tooMuchPerS = Infinity;
    const { more, step } = this.perS < far.below * this.tooMuchPerS ? far : near;
    return more * this.perS + step;
  }

  private change(perS: number, nowMs: number): void {
    if (this.perS === Infinity) [this.saved, this.countedMs] = [0, nowMs];
    this.perS = perS >= unlimited ? Infinity : perS;
    this.changedMs = nowMs;
  }
}
