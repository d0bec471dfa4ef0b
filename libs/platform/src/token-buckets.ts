export interface BucketSize {
  /** So much at once. */
  burst: number;
  /** So much a second, for ever. */
  perS: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** So many are told apart; beyond, whoever was not seen for longest starts anew. */
const remembered = 20_000;

/** How fast each of many may go: a token bucket for each key (a device, an address, an account). Kept in this process alone. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly size: BucketSize) {}

  /** False: too fast; nothing is taken. */
  take(key: string, nowMs: number, cost = 1): boolean {
    const { burst, perS } = this.size;
    const before = this.buckets.get(key);
    const tokens = before === undefined ? burst : Math.min(burst, before.tokens + (Math.max(0, nowMs - before.atMs) / 1000) * perS);
    const allowed = tokens >= cost;
    // Taken out and put in again: the map is in order of last use.
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: allowed ? tokens - cost : tokens, atMs: nowMs });
    if (this.buckets.size > remembered) this.forgetOldest();
    return allowed;
  }

  /** What was taken before counts as not taken: it turned out to be harmless. */
  give(key: string, cost = 1): void {
    const bucket = this.buckets.get(key);
    if (bucket !== undefined) bucket.tokens = Math.min(this.size.burst, bucket.tokens + cost);
  }

  private forgetOldest(): void {
    const oldest = this.buckets.keys().next();
    if (!oldest.done) this.buckets.delete(oldest.value);
  }
}
