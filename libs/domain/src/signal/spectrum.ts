/** |FFT| of `values` padded with zeros to `size` (a power of two), from 0 to half the rate. Radix 2, Cooley & Tukey 1965. */
export function spectrumMagnitude(values: readonly number[], size: number): Float64Array {
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  re.set(values);
  reverseBits(re);
  for (let width = 2; width <= size; width *= 2) butterflies(re, im, width);
  const magnitude = new Float64Array(size / 2 + 1);
  for (let i = 0; i <= size / 2; i++) magnitude[i] = Math.hypot(re[i], im[i]);
  return magnitude;
}

/** The input is real, so only its real part has to be put in order. */
function reverseBits(re: Float64Array): void {
  for (let i = 1, j = 0; i < re.length; i++) {
    let bit = re.length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) [re[i], re[j]] = [re[j], re[i]];
  }
}

function butterflies(re: Float64Array, im: Float64Array, width: number): void {
  const half = width / 2;
  for (let k = 0; k < half; k++) {
    const cos = Math.cos((2 * Math.PI * k) / width);
    const sin = -Math.sin((2 * Math.PI * k) / width);
    for (let a = k; a < re.length; a += width) {
      const b = a + half;
      const r = re[b] * cos - im[b] * sin;
      const i = re[b] * sin + im[b] * cos;
      re[b] = re[a] - r;
      im[b] = im[a] - i;
      re[a] += r;
      im[a] += i;
    }
  }
}
