import type { PatientIntensity } from '#libs/contracts';
import { headTurnDose, headTurnDoseMin } from '#libs/domain';

const doses = {
  'too-little': `less than ${headTurnDoseMin.acute} min`,
  acute: 'enough for a complaint of weeks',
  chronic: 'enough for one of months too',
} as const;

/** "2026-11-27: 14 min, enough for a complaint of weeks". */
export function sayHeadTurnDay({ day, minutes }: PatientIntensity['headTurnDays'][number]): string {
  return `${day}: ${minutes.toFixed(0)} min, ${doses[headTurnDose(minutes)]}`;
}
