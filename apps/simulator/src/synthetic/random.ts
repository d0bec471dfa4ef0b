/** Numbers in [0, 1), the same for the same seed: on every machine, in every year. */
export type Random = () => number;

/** mulberry32 (T. Ettinger, public domain). Streams of one seed are independent, so that a new one changes no other. */
export function seededRandom(seed: number, stream = 0): Random {
  let state = mix(mix(seed) + stream);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return (mix32(state) >>> 0) / 2 ** 32;
  };
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** Standard normal (Box & Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function mix(value: number): number {
  return mix32((value + 0x9e3779b9) | 0);
}

function mix32(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), value | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return mixed ^ (mixed >>> 14);
}
