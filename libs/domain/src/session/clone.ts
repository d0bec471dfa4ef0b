/** A deep copy of plain JSON (numbers, strings, booleans, null, arrays, objects). States are nothing else (house style 8). */
export function clonePlain<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (holdsNested(value) ? value.map(clonePlain) : value.slice()) as T;
  const copy: Record<string, unknown> = {};
  for (const key in value) copy[key] = clonePlain(value[key]);
  return copy as T;
}

/** An array of numbers is copied in one go, and stays an array of numbers: what then writes into it makes no garbage. */
function holdsNested(values: readonly unknown[]): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === 'object' && value !== null) return true;
  }
  return false;
}
