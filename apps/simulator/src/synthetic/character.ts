/** How one simulated patient moves and how hard it is for them. */
export interface Character {
  ageYears: number;
  /** Thigh inclination at the bottom of a good squat, deg. */
  rangeDeg: number;
  /** One set, in order; sets are repeated with a rest between until the time is over. */
  set: Block[];
  restBetweenSetsS: number;
  /** Amplitude of the tremor under load, deg. */
  tremorDeg: number;
  /** Trunk lean as a share of thigh inclination. */
  trunkLeanShare: number;
  /** Rebound at the bottom, deg. */
  bounceDeg: number;
  /** Share of range that is lost, and of tempo, over a minute of exercise. */
  fatiguePerMinute: number;
  heartRate: HeartRateCharacter;
}

export interface Block {
  type: RepetitionType;
  count: number;
}

export type RepetitionType = 'correct' | 'low-amplitude' | 'too-fast';

/** Shares of the estimated maximum. */
export interface HeartRateCharacter {
  /** When the session begins, after the warm-up. */
  startShare: number;
  /** Where it would settle if the exercise went on. */
  effortShare: number;
  restShare: number;
}

/** Five good squats, four shallow and four hasty ones, at an effort that is too high: the rate is over 85 % of the maximum for half a minute. */
export const demoCharacter: Omit<Character, 'ageYears' | 'rangeDeg'> = {
  set: [{ type: 'correct', count: 5 }, { type: 'low-amplitude', count: 4 }, { type: 'too-fast', count: 4 }],
  restBetweenSetsS: 12,
  tremorDeg: 0.05,
  trunkLeanShare: 0.5,
  bounceDeg: 0,
  fatiguePerMinute: 0.01,
  heartRate: { startShare: 0.76, effortShare: 0.94, restShare: 0.45 },
};
