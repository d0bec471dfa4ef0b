import type { PatientIntensity } from '#libs/contracts';
import { headTurnDose, headTurnDoseMin } from '#libs/domain';

const doses = {
  'too-little': `less than the ${headTurnDoseMin.acute} min for a recent complaint`,
  acute: `enough for a recent complaint; ${headTurnDoseMin.chronic} min for a long-standing one`,
  chronic: 'enough, for a long-standing complaint too',
} as const;

/** "2026-11-27: 14 min, enough for a recent complaint; 20 min for a long-standing one". */
export function sayHeadTurnDay({ day, minutes }: PatientIntensity['headTurnDays'][number]): string {
  return `${day}: ${minutes.toFixed(0)} min, ${doses[headTurnDose(minutes)]}`;
}
