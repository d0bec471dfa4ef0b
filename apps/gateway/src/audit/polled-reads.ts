import { createHash } from 'node:crypto';

/** Whoever is told the same for longer has looked again [P]. */
const sameLookMs = 15 * 60_000;
/** Of whom this process remembers what they were told last; who is forgotten is written down once more. */
const mostKept = 10_000;

/** One answer to a page that asks again by itself. */
export interface PolledRead {
  signInId: string;
  /** Path and query. */
  url: string;
  answer: unknown;
}

/**
 * What was written down of pages that stand open: the same told to the same sign-in again discloses nothing, and is the same look for a
 * quarter of an hour. Anything else than was told last is news, and so is written down.
 */
export class PolledReads {
  private readonly noted = new Map<string, { digest: string; atMs: number }>();

  isSameLook(read: PolledRead, nowMs: number): boolean {
    const last = this.noted.get(keyOf(read));
    return last !== undefined && nowMs - last.atMs < sameLookMs && last.digest === digestOf(read);
  }

  note(read: PolledRead, nowMs: number): void {
    const key = keyOf(read);
    this.noted.delete(key);
    this.noted.set(key, { digest: digestOf(read), atMs: nowMs });
    if (this.noted.size <= mostKept) return;
    for (const oldest of this.noted.keys()) {
      this.noted.delete(oldest);
      return;
    }
  }
}

function keyOf({ signInId, url }: PolledRead): string {
  return `${signInId} ${url}`;
}

function digestOf({ answer }: PolledRead): string {
  return createHash('sha256').update(String(JSON.stringify(answer))).digest('base64');
}
