import { Clock } from '#libs/platform';
import { Injectable } from '@nestjs/common';

const windowMs = 10 * 60_000;
const allowed = 10;
const remembered = 10_000;

/** Sign-ins that have not succeeded, by account and address; after ten in ten minutes further ones are not even looked at. */
@Injectable()
export class Attempts {
  private readonly attempts = new Map<string, number[]>();

  constructor(private readonly clock: Clock) {}

  /** Counts it before it is tried, so that many at once are counted too. False: too many. */
  take(key: string): boolean {
    const nowMs = this.clock.now();
    const recent = (this.attempts.get(key) ?? []).filter((atMs) => atMs > nowMs - windowMs);
    if (recent.length >= allowed) return false;
    this.attempts.delete(key);
    this.attempts.set(key, [...recent, nowMs]);
    if (this.attempts.size > remembered) this.forgetOldest();
    return true;
  }

  succeeded(key: string): void {
    this.attempts.delete(key);
  }

  private forgetOldest(): void {
    const oldest = this.attempts.keys().next();
    if (!oldest.done) this.attempts.delete(oldest.value);
  }
}
