import type { RepetitionView, Standing } from '#libs/contracts';
import { bestStance } from '#libs/domain';

/** How long the patient stood at best; null: nobody stood. Repetitions come newest first. */
export function sayBestStance(repetitions: readonly Pick<RepetitionView, 'features'>[]): string | null {
  const stood = repetitions.filter(({ features }) => features['swayRmsMPerS2'] !== undefined);
  const best = bestStance(stood.map(({ features }) => features['holdS'] ?? null).reverse());
  if (best === null) return null;
  return `Stood ${best.bestS.toFixed(0)} s${best.of === 1 ? ', of one trial' : `, the best of ${best.of === 2 ? 'two' : 'three'} trials`}.`;
}

/** How much more the patient sways with closed eyes; null: there is nothing to compare. */
export function sayRomberg({ romberg }: Standing['session']): string | null {
  if (romberg === undefined) return null;
  const { ratio, openMPerS2, closedMPerS2, isRemarkable } = romberg;
  const words = isRemarkable ? 'balance leans on the eyes' : 'within what is expected';
  return `Sways ${ratio.toFixed(1)} times as much as with open eyes (${closedMPerS2.toFixed(2)} and ${openMPerS2.toFixed(2)} m/s², the latter from its newest session): ${words}.`;
}
