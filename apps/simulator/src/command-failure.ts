import { RecordingError } from './recordings/recording.js';

/**
 * Why a command ends, for standard error, and its exit code: 2 and one line where what it was given cannot be used; 1 where it was our own
 * doing, with where.
 */
export function failureOf(error: unknown): { said: string; exitCode: 1 | 2 } {
  if (error instanceof RecordingError) return { said: error.message, exitCode: 2 };
  return { said: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 };
}

/** Says it, and lets the process end with that code. */
export function endWith(error: unknown): void {
  const { said, exitCode } = failureOf(error);
  process.stderr.write(`${said}\n`);
  process.exitCode = exitCode;
}

/** What `read` makes of the command line; ends the process with 2, saying what is wrong and the usage, where that throws. */
export function optionsOr<T>(usage: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    return process.exit(2);
  }
}
