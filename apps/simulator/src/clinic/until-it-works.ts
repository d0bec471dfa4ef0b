import { setTimeout as passed } from 'node:timers/promises';

const firstDelayMs = 500;
const longestDelayMs = 30_000;

/** Tries again, ever more patiently and not in step with the others. One line each time says what failed. */
export async function untilItWorks<T>(failure: string, attempt: () => Promise<T>): Promise<T> {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(2 * delayMs, longestDelayMs)) {
    try {
      return await attempt();
    } catch (error) {
      const waitMs = delayMs * (0.5 + Math.random());
      process.stderr.write(`simulator: ${failure}: ${oneLine(error)}; again in ${(waitMs / 1000).toFixed(1)} s\n`);
      await passed(waitMs);
    }
  }
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);
}
