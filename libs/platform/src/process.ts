import { ConfigError, loadConfig, type Config } from './config.js';

/** The environment's configuration, or the end of the process with everything that is wrong with it. */
export function configOrExit(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

const sameSignalMs = 1000;

/**
 * Stops once, in order, on SIGTERM and SIGINT, and ends with 0; a signal after another second ends at once (not before:
 * npm passes on a Ctrl-C that the terminal has given us already). Tests and the demo hold our standard input open: when it
 * ends, whoever started us is gone, and we stop too (TENDON_STOP_WITH_STDIN).
 */
export function stopOnSignals(app: { close(): Promise<void> }): void {
  let stoppingSinceMs: number | null = null;
  const stop = (): void => {
    if (stoppingSinceMs !== null && performance.now() - stoppingSinceMs > sameSignalMs) process.exit(1);
    if (stoppingSinceMs !== null) return;
    stoppingSinceMs = performance.now();
    app.close().then(() => process.exit(0), fail);
  };
  const fail = (error: unknown): void => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.env['TENDON_STOP_WITH_STDIN'] === 'yes') process.stdin.on('end', stop).on('error', stop).resume();
}
