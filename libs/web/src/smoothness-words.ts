import type { RepetitionView } from '#libs/contracts';

/** SPARC of one, two, three, four and five equal pushes within 3 s, dimensionless (computed with the reference code of Balasubramanian et al. 2015). */
const sparcOfPushes = [-1.4, -2.27, -2.7, -3.1, -3.36];

/**
 * How smooth each phase was, as the number of pushes a movement is made of that is just as smooth: "out in 1 go, back as if in 3 goes". Told beside the
 * judgement, which goes by what is usual for this patient. null: neither phase was fast, long and well sampled enough to say.
 */
export function saySmoothness({ features }: Pick<RepetitionView, 'features'>): string | null {
  const said = [['out', features['sparcOut']], ['back', features['sparcBack']]].flatMap(([phase, sparc]) => (typeof sparc === 'number' ? [`${phase} ${goes(sparc)}`] : []));
  return said.length === 0 ? null : said.join(', ');
}

function goes(sparc: number): string {
  const pushes = sparcOfPushes.filter((_, i) => i === 0 || sparc < (sparcOfPushes[i - 1] + sparcOfPushes[i]) / 2).length;
  if (pushes === 1) return 'in one go';
  return `as if in ${pushes}${pushes === sparcOfPushes.length ? ' or more' : ''} goes`;
}
