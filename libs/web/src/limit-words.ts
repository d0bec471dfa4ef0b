import type { Prescription } from '#libs/contracts';
import type { AlertLimits } from '#libs/domain';

type PainModel = NonNullable<AlertLimits['painModel']>;

const painModelWords: Record<PainModel, string> = {
  seed: 'as usual: up to 2 of 10 goes on, above 5 stops',
  'pain-monitoring': 'tendon or arthrosis: up to 5 of 10 is accepted, whatever it was before',
  'central-sensitisation': 'sensitised: how much it rises counts, not the number',
};

export function sayPainModel(model: PainModel): string {
  return painModelWords[model];
}

/** What a therapist has set of the built-in rules, in their order on the form; empty: nothing, all are by default. */
export function saySetLimits({ alertLimits, ceilingBpm, hardLimitBpm }: Prescription['limits']): string[] {
  const { ceilingDwellS, lowHeartRateBpm, hardAngleDeg, hardAngleIsHigh, dizziness, painModel } = alertLimits;
  return [
    ...(ceilingBpm === null ? [] : [`ceiling ${ceilingBpm} bpm`]),
    ...(hardLimitBpm === null ? [] : [`hard limit ${hardLimitBpm} bpm`]),
    ...(ceilingDwellS === undefined ? [] : [`told after ${ceilingDwellS} s over the ceiling`]),
    ...(lowHeartRateBpm === undefined ? [] : [`heart rate too low below ${lowHeartRateBpm} bpm`]),
    ...(hardAngleDeg === undefined ? [] : [`not beyond ${hardAngleDeg}°${hardAngleIsHigh === true ? ', which is HIGH' : ''}`]),
    ...(dizziness === undefined ? [] : [`dizziness from ${dizziness} of 10`]),
    ...(painModel === undefined ? [] : [`pain ${painModelWords[painModel]}`]),
  ];
}
