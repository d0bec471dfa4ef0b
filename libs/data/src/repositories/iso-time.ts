/** SQL that writes a `timestamptz` as JSON has it in the contracts: ISO 8601, UTC, milliseconds. */
export function isoTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
