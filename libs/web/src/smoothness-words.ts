import type { RepetitionView } from '#libs/contracts';

/** SPARC of one, two, three, four and five equal pushes within 3 s, dimensionless (computed with the reference code of Balasubramanian et al. 2015). */
const sparcOfPushes = [-1.4, -2.27, -2.7, -3.1, -3.36];

/**
 * What was not smooth, as the number of pushes a movement is made of that is just as smooth: "back as if in 3 goes", or "smooth". Told beside the
 * judgement, which goes by what is usual for this patient. null: neither phase was fast, long and well sampled enough to say.
 */
export function saySmoothness({ features }: Pick<RepetitionView, 'features'>): string | null {
  const phases = [['out', features['sparcOut']], ['back', features['sparcBack']]].flatMap(([phase, sparc]) => (typeof sparc === 'number' ? [{ phase, pushes: pushesOf(sparc) }] : []));
  if (phases.length === 0) return null;
  const rough = phases.filter(({ pushes }) => pushes > 1);
  return rough.length === 0 ? 'smooth' : rough.map(({ phase, pushes }) => `${phase} as if in ${pushes}${pushes === sparcOfPushes.length ? ' or more' : ''} goes`).join(', ');
}

function pushesOf(sparc: number): number {
  return sparcOfPushes.filter((_, i) => i === 0 || sparc < (sparcOfPushes[i - 1] + sparcOfPushes[i]) / 2).length;
}
