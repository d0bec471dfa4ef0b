/** Whether something was measured: null was not, and what is no number was not either (clinical 0.2). */
export function isMeasured(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}
