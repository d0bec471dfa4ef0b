import { normal, seededRandom } from '../../apps/simulator/src/synthetic/random.js';

export { normal, seededRandom };

/** An hour of work and rest by turns: first-order kinetics with a time constant of 45 s (clinical I.4), as a strap rounds it. */
export function hourOfHeartRate(seed: number): number[] {
  const random = seededRandom(seed, 1);
  let [bpm, target, untilS] = [70, 70, 0];
  return Array.from({ length: 3600 }, (_, tS) => {
    if (tS >= untilS) [target, untilS] = [target > 100 ? 65 + 25 * random() : 110 + 70 * random(), tS + 60 + 180 * random()];
    bpm += (target - bpm) / 45;
    return Math.round(bpm + 0.8 * normal(random));
  });
}

/** Faults of a strap: one to five seconds at twice or half the rate, or a spike of 30 to 80 bpm. */
export function withFaults(clean: readonly number[], seed: number): { rates: number[]; faultAt: Set<number> } {
  const random = seededRandom(seed, 2);
  const rates = [...clean];
  const faultAt = new Set<number>();
  for (let at = 20; at < rates.length - 20; at += 25 + Math.floor(40 * random())) {
    const kind = Math.floor(3 * random());
    const spike = (random() < 0.5 ? -1 : 1) * (30 + 50 * random());
    const seconds = kind === 2 ? 1 + Math.floor(2 * random()) : 1 + Math.floor(5 * random());
    for (let i = at; i < at + seconds; i++) {
      rates[i] = Math.round(kind === 0 ? clean[i] * 2 : kind === 1 ? clean[i] / 2 : clean[i] + spike);
      faultAt.add(i);
    }
  }
  return { rates, faultAt };
}
