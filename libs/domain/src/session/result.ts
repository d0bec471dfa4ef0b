/**
 * Expected outcomes are values, never exceptions (clinical 0.2): no number rather than a wrong one.
 * Throw only for programmer errors.
 */
export type Result<T> =
  | { ok: true; value: T; flags: string[] }
  | {
      ok: false;
      reason: 'MISSING_INPUT' | 'OUT_OF_RANGE' | 'INSUFFICIENT_DATA' | 'LOW_QUALITY' | 'NOT_APPLICABLE' | 'STALE';
      detail: string;
    };
