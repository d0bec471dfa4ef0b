/** For what hangs, and far from what anything takes, on a machine that is slow and busy too: a limit here measures nothing. What is to be quick is measured, and asserted. */
const patienceMs = 60_000;
/** Between looks: short at first, and longer the longer it takes, since most looks ask a server that is needed for what is waited for. */
const [shortestPauseMs, longestPauseMs] = [5, 50];

/** Waits for a condition; fails, saying what never came. Another limit only where that is the longest that something may take, or it takes longer than usual. */
export async function until(condition: () => boolean | Promise<boolean>, what: string | (() => string), withinMs = patienceMs): Promise<void> {
  const startedMs = performance.now();
  while (!(await condition())) {
    const waitedMs = performance.now() - startedMs;
    if (waitedMs > withinMs) throw new Error(`waited in vain: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(longestPauseMs, shortestPauseMs + waitedMs / 50)));
  }
}
