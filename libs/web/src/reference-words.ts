import { referenceGrade, type ReferenceGrade } from '#libs/domain';

const gradeWords: Record<ReferenceGrade, string> = {
  full: 'a full reference',
  provisional: 'a provisional reference: from five on it is a full one',
  rough: 'a rough reference: how much the patient varies is guessed from other people. From five on it is a full one',
};

/** "3 repetitions: a provisional reference: ...". */
export function sayGrade(repetitions: number): string {
  if (repetitions === 0) return 'none chosen yet';
  return `${repetitions === 1 ? 'one repetition' : `${repetitions} repetitions`}: ${gradeWords[referenceGrade(repetitions)]}`;
}
