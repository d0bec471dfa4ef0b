import type { RepetitionView } from '#libs/contracts';
import { bestStance } from '#libs/domain';

/** How long the patient stood at best; null: nobody stood. Repetitions come newest first. */
export function sayBestStance(repetitions: readonly Pick<RepetitionView, 'features'>[]): string | null {
  const stood = repetitions.filter(({ features }) => features['swayRmsMPerS2'] !== undefined);
  const best = bestStance(stood.map(({ features }) => features['holdS'] ?? null).reverse());
  if (best === null) return null;
  return `Stood ${best.bestS.toFixed(0)} s${best.of === 1 ? ', of one trial' : `, the best of ${best.of === 2 ? 'two' : 'three'} trials`}.`;
}
