/**
 * Minutes of gaze stabilisation a day, in all: for a complaint of weeks, and for one of months (Hall et al. 2016 and 2022, guideline of the APTA for vestibular
 * hypofunction, three to five times a day; the dose is not verified here).
 */
export const headTurnDoseMin = { acute: 12, chronic: 20 } as const;

/** For whom so much of a day is enough. */
export function headTurnDose(minutes: number): 'too-little' | 'acute' | 'chronic' {
  if (minutes >= headTurnDoseMin.chronic) return 'chronic';
  return minutes >= headTurnDoseMin.acute ? 'acute' : 'too-little';
}
