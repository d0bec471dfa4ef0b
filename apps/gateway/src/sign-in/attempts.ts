import { Clock } from '#libs/platform';
import { Injectable } from '@nestjs/common';

const windowMs = 10 * 60_000;
const allowed = 5;
const remembered = 10_000;

/** Failed sign-ins by account and address; after five in ten minutes further ones are not even looked at. */
@Injectable()
export class Attempts {
  private readonly failures = new Map<string, number[]>();

  constructor(private readonly clock: Clock) {}

  isBlocked(key: string): boolean {
    return this.recent(key).length >= allowed;
  }

  failed(key: string): void {
    const failures = [...this.recent(key), this.clock.now()];
    this.failures.delete(key);
    this.failures.set(key, failures);
    if (this.failures.size > remembered) this.failures.delete(this.failures.keys().next().value as string);
  }

  succeeded(key: string): void {
    this.failures.delete(key);
  }

  private recent(key: string): number[] {
    const since = this.clock.now() - windowMs;
    return (this.failures.get(key) ?? []).filter((atMs) => atMs > since);
  }
}
