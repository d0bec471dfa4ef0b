/** Follows a signal from one turning point to the next. Plain JSON. */
export interface TurningState {
  /** 0: it has not moved away from its first value yet. */
  direction: -1 | 0 | 1;
  extreme: number;
  extremeMs: number;
}

/** Where the signal turned, and which way it had been going. */
export interface TurningPoint {
  value: number;
  tMs: number;
  direction: -1 | 1;
}

export function startTurning(value: number, tMs: number): TurningState {
  return { direction: 0, extreme: value, extremeMs: tMs };
}

/**
 * One sample, in order; tells a turning point once the signal has come back from it by `retreat`, so that noise smaller than that turns
 * nothing. The first value is none: nobody knows what came before it. Writes into `state`.
 */
export function stepTurning(state: TurningState, { value, tMs }: { value: number; tMs: number }, retreat: number): TurningPoint | null {
  const { direction, extreme, extremeMs } = state;
  if (direction === 0) {
    if (Math.abs(value - extreme) >= retreat) moveTo(state, value > extreme ? 1 : -1, { value, tMs });
    return null;
  }
  const away = (value - extreme) * direction;
  if (away > 0) moveTo(state, direction, { value, tMs });
  if (away > -retreat) return null;
  moveTo(state, direction === 1 ? -1 : 1, { value, tMs });
  return { value: extreme, tMs: extremeMs, direction };
}

function moveTo(state: TurningState, direction: -1 | 1, { value, tMs }: { value: number; tMs: number }): void {
  state.direction = direction;
  state.extreme = value;
  state.extremeMs = tMs;
}
