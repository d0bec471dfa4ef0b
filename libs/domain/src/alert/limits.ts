/** What a therapist may set of the rules for one prescription; absent: the rule's default. Kept with the session as it was when it began. */
export interface AlertLimits {
  /** HR-07, bpm; athletes have slow hearts. */
  lowHeartRateBpm?: number;
  /** HR-02, s. */
  ceilingDwellS?: number;
  /** FM-04, deg: the angle that must not be passed, after an operation for instance. */
  hardAngleDeg?: number;
  /** FM-04 says stop, not only look. */
  hardAngleIsHigh?: boolean;
  /** SY-02, 0 to 10. */
  dizziness?: number;
  /** F3: how pain during exercise is read. */
  painModel?: PainModel;
}

/** What a therapist has set of the built-in rules for one prescription. bpm; null: the default, from the maximum heart rate (clinical B2). */
export interface PrescribedLimits {
  alertLimits: AlertLimits;
  ceilingBpm: number | null;
  hardLimitBpm: number | null;
}

export const defaultLimits: PrescribedLimits = { alertLimits: {}, ceilingBpm: null, hardLimitBpm: null };

/** What was tried, set: what it left out stays as it was. null: the hard limit would be below the ceiling. */
export function withTried(was: PrescribedLimits, tried: PrescribedLimits): PrescribedLimits | null {
  const { ceilingBpm, hardLimitBpm } = { ceilingBpm: tried.ceilingBpm ?? was.ceilingBpm, hardLimitBpm: tried.hardLimitBpm ?? was.hardLimitBpm };
  if (ceilingBpm !== null && hardLimitBpm !== null && ceilingBpm > hardLimitBpm) return null;
  return { alertLimits: { ...was.alertLimits, ...tried.alertLimits }, ceilingBpm, hardLimitBpm };
}

/** `seed`: the default; `pain-monitoring`: tendons and arthrosis (Silbernagel 2007); `central-sensitisation`: rises count, not numbers. */
export type PainModel = 'seed' | 'pain-monitoring' | 'central-sensitisation';

/** Bounds that nobody may leave (clinical E3): a dwell is at most 60 s. The hard limit is bounded where it is resolved, 95 % of the maximum heart rate. */
export const limitBounds = {
  lowHeartRateBpm: { from: 30, to: 50 },
  ceilingDwellS: { from: 10, to: 60 },
  hardAngleDeg: { from: 5, to: 180 },
  dizziness: { from: 1, to: 8 },
} as const;
