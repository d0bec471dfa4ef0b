/** Rotation matrix, row by row. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number];

const radPerDeg = Math.PI / 180;

/** Right-handed rotation about a coordinate axis. */
export function about(axis: 'x' | 'y' | 'z', deg: number): Matrix {
  const c = Math.cos(deg * radPerDeg);
  const s = Math.sin(deg * radPerDeg);
  switch (axis) {
    case 'x':
      return [1, 0, 0, 0, c, -s, 0, s, c];
    case 'y':
      return [c, 0, s, 0, 1, 0, -s, 0, c];
    case 'z':
      return [c, -s, 0, s, c, 0, 0, 0, 1];
    default:
      return axis satisfies never;
  }
}

/** First `b`, then `a`. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const cell = (row: number, column: number): number => a[3 * row] * b[column] + a[3 * row + 1] * b[3 + column] + a[3 * row + 2] * b[6 + column];
  return [cell(0, 0), cell(0, 1), cell(0, 2), cell(1, 0), cell(1, 1), cell(1, 2), cell(2, 0), cell(2, 1), cell(2, 2)];
}

/** The same vector in the rotated frame. */
export function intoFrame(m: Matrix, [x, y, z]: readonly [number, number, number]): [number, number, number] {
  return [m[0] * x + m[3] * y + m[6] * z, m[1] * x + m[4] * y + m[7] * z, m[2] * x + m[5] * y + m[8] * z];
}
