/** What other systems would take for the maximum heart rate at this age, bpm: to compare with, never to plan by. */
export interface OtherMaxFormulas {
  /** 220 - age; error 10 to 12 bpm. */
  fox: number;
  /** Gellish et al. 2007, MSSE 39:822. */
  gellishLinear: number;
  gellishNonlinear: number;
  /** 206.9 - 0.67 age, as ACSM prints it. */
  acsm: number;
  /** Gulati et al. 2010, found in women; null: not known to be one. */
  gulati: number | null;
}

/** Clinical B1, "opt". */
export function otherMaxFormulas(ageYears: number, sex: 'female' | 'male' | 'unknown'): OtherMaxFormulas {
  return {
    fox: 220 - ageYears,
    gellishLinear: 207 - 0.7 * ageYears,
    gellishNonlinear: 192 - 0.007 * ageYears * ageYears,
    acsm: 206.9 - 0.67 * ageYears,
    gulati: sex === 'female' ? 206 - 0.88 * ageYears : null,
  };
}
