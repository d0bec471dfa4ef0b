import type { RepetitionView } from '#libs/contracts';

/** What is done in bouts of walking and scored by windows of so many seconds (`WalkReference`), by the catalogue's ids. */
const walks: readonly string[] = ['walking', 'backward-walking'];
const windowS = 10;

export function isWalk(exerciseId: string): boolean {
  return walks.includes(exerciseId);
}

/** Of what a reference is made: "8 repetitions", "60 s of walking". */
export function sayAmount(repetitions: number, exerciseId: string): string {
  if (isWalk(exerciseId)) return `${windowS * repetitions} s of walking`;
  return repetitions === 1 ? 'one repetition' : `${repetitions} repetitions`;
}

/** How many of those a choice of repetitions makes. A bout is of whole windows, some of which may not count, since the patient turned round. */
export function amountOf(chosen: readonly Pick<RepetitionView, 'features'>[], exerciseId: string): number {
  if (!isWalk(exerciseId)) return chosen.length;
  return chosen.reduce((sum, { features }) => sum + Math.floor((features['durationS'] ?? 0) / windowS), 0);
}

const domainWords: Record<string, string> = { symmetry: 'evenness of steps', regularity: 'rhythm', tempo: 'cadence', compensation: 'level hips' };

/** The sub-scores of a walk, the weakest first; null: it has no score. */
export function sayWalkScores({ score, domains }: Pick<RepetitionView, 'score' | 'domains'>): string | null {
  if (score === null) return null;
  const measured = domains.filter((each) => each.score !== null).sort((a, b) => (a.score as number) - (b.score as number));
  const missing = domains.filter((each) => each.score === null);
  return [...measured.map((each) => `${nameOf(each.domain)} ${Math.round(each.score as number)}`), ...missing.map((each) => `${nameOf(each.domain)} not measured`)].join(', ');
}

function nameOf(domain: string): string {
  return domainWords[domain] ?? domain;
}
