import { readFileSync } from 'node:fs';
import { RecordingError } from './recording.js';

const reasons: Record<string, string | undefined> = { ENOENT: 'there is no such file', ENOTDIR: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read' };

/** The text of a file, without the mark of byte order that spreadsheets put before it. Throws a `RecordingError` that names it, and why it cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new RecordingError(`${path}: ${reasons[code] ?? message}`);
  }
}
