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

/**
 * Stops once, in order, on SIGTERM and SIGINT, and ends with 0; a second signal ends at once. `npm start`, tests and the demo
 * hold our standard input open: when it ends, whoever started us is gone, and we stop too (TENDON_STOP_WITH_STDIN).
 */
export function stopOnSignals(app: { close(): Promise<void> }): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
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
