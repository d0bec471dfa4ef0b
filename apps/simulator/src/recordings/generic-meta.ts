import { z } from 'zod';
import { readText } from './read-text.js';
import { RecordingError } from './recording.js';

const segments = ['head', 'chest', 'upper-back', 'lumbar', 'pelvis', 'upper-arm', 'forearm', 'wrist', 'hand', 'thigh', 'shank', 'foot', 'unknown'] as const;
const accelerationUnits = ['m/s2', 'g', 'mg'] as const;
const rateUnits = ['deg/s', 'rad/s', 'mdeg/s'] as const;

/** `scale`: what one count of the column is worth in `unit`; null: not known. */
const channel = <U extends readonly [string, ...string[]]>(units: U) => z.strictObject({ unit: z.enum(units).nullable(), scale: z.number().positive().nullable() });
const unit = z.strictObject({
  name: z.string().min(1).optional(),
  placement: z.strictObject({ segment: z.enum(segments), side: z.enum(['left', 'right', 'midline']) }).nullable(),
  accelerometer: channel(accelerationUnits).optional(),
  gyroscope: channel(rateUnits).optional(),
});

/** `meta.json` of the generic layout; docs/recordings.md describes it field by field. */
const GenericMeta = z.strictObject({
  subject: z.string().min(1),
  exercise: z.string().min(1),
  rateHz: z.number().min(5).max(1000),
  units: z.array(unit).min(1).max(16),
  accelerometer: channel(accelerationUnits).default({ unit: null, scale: null }),
  gyroscope: channel(rateUnits).default({ unit: null, scale: null }),
  people: z.string().min(1).optional(),
});
export type GenericMeta = z.infer<typeof GenericMeta>;

/** Throws a `RecordingError` that names the file and the field. */
export function readGenericMeta(file: string): GenericMeta {
  const text = readText(file);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new RecordingError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = GenericMeta.safeParse(parsed);
  if (!read.success) throw new RecordingError(`${file}: ${read.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`).join('; ')}`);
  return read.data;
}

const perUnit: Record<(typeof accelerationUnits)[number] | (typeof rateUnits)[number], number> = {
  'm/s2': 1, g: 9.80665, mg: 0.00980665, 'deg/s': 1, 'rad/s': 180 / Math.PI, 'mdeg/s': 0.001,
};

/** m/s2 or deg/s a count; null where unit or scale is not known. */
export function countOf(given: { unit: keyof typeof perUnit | null; scale: number | null }): number | null {
  return given.unit === null || given.scale === null ? null : perUnit[given.unit] * given.scale;
}
