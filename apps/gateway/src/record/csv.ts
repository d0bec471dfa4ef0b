/** What a spreadsheet takes for a formula (OWASP, CSV Injection). */
const startsFormula = /^[=+\-@\t\r]/;

/** One line of RFC 4180. Text that would begin a formula gets an apostrophe before it; a number is left as it is. */
export function csvLine(cells: unknown[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${(startsFormula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
