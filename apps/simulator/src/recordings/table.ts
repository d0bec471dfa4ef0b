import { readText } from './read-text.js';
import { RecordingError } from './recording.js';

/** A text table with a header row; cells stay text. Throws a `RecordingError` that names the file. */
export interface Table {
  path: string;
  header: string[];
  rows: string[][];
}

export function readTable(path: string, separator: string): Table {
  const [header, ...rows] = readText(path).split(/\r?\n/).filter((line) => line !== '').map((line) => line.split(separator));
  if (header === undefined || rows.length === 0) throw new RecordingError(`${path}: no rows`);
  return { path, header, rows };
}

/** The named columns as numbers, row by row: n rows of k columns give k n values. NaN and blanks are refused. */
export function numbers({ path, header, rows }: Table, columns: readonly (string | number)[]): Float64Array {
  const at = columns.map((column) => (typeof column === 'number' ? column : header.indexOf(column)));
  const missing = columns.find((_, i) => at[i] < 0);
  if (missing !== undefined) throw new RecordingError(`${path}: no column "${missing}"`);
  const values = new Float64Array(rows.length * at.length);
  rows.forEach((row, r) => at.forEach((column, c) => {
    const cell = row[column]?.trim() ?? '';
    const value = Number(cell);
    if (!Number.isFinite(value) || cell === '') throw new RecordingError(`${path}: row ${r + 2}, column "${columns[c]}": ${cell === '' ? 'nothing' : `"${cell}"`}`);
    values[r * at.length + c] = value;
  }));
  return values;
}
