import { readText } from './read-text.js';
import { RecordingError } from './recording.js';

/** A text table with a header row; cells stay text. Row r is line r + 2 of the file. */
export interface Table {
  path: string;
  header: string[];
  rows: string[][];
}

/** Empty lines may stand at the end alone. Throws a `RecordingError` that names the file, and the line. */
export function readTable(path: string, separator: string): Table {
  return tableOf(path, linesOf(path), separator);
}

/** The same, separated by what separates the header's columns: a comma, or a semicolon. Each row is as long as the header; `mayBeEmpty`: the header may stand alone. */
export function readAnyTable(path: string, { mayBeEmpty = false } = {}): Table {
  const lines = linesOf(path, mayBeEmpty ? 1 : 2);
  const table = tableOf(path, lines, lines[0].includes(';') ? ';' : ',');
  table.rows.forEach((row, r) => {
    if (row.length !== table.header.length) throw new RecordingError(`${path}: line ${r + 2} has ${row.length} cells, the header ${table.header.length}`);
  });
  return table;
}

function linesOf(path: string, least = 2): string[] {
  const lines = readText(path).trimEnd().split(/\r?\n/);
  const empty = lines.findIndex((line) => line.trim() === '');
  if (lines.length < least || lines[0] === '') throw new RecordingError(`${path}: no rows`);
  if (empty >= 0) throw new RecordingError(`${path}: line ${empty + 1} is empty`);
  return lines;
}

function tableOf(path: string, lines: readonly string[], separator: string): Table {
  const [header, ...rows] = lines.map((line) => line.split(separator));
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
    if (!Number.isFinite(value) || cell === '') throw new RecordingError(`${path}: line ${r + 2}, column "${header[column].trim()}": ${cell === '' ? 'nothing' : `"${cell}"`}`);
    values[r * at.length + c] = value;
  }));
  return values;
}
