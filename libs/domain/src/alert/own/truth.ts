/**
 * Whether something holds; null: nobody knows. Joined after Kleene's strong logic (Introduction to Metamathematics, 1952, par. 64):
 * what is unknown decides nothing that the rest does not decide anyway.
 */
export type Truth = boolean | null;

export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(null) ? null : false;
}
