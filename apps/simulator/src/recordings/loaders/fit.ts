import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import FitParser from 'fit-file-parser';
import { heldReadings, withBeats, type WrittenRate } from '../held-readings.js';
import { RecordingError, type Recording, type RecordingLoader } from '../recording.js';

/** FIT, what watches and bike computers write: the heart rate of its `record` messages, once a second or when it changed, and beats (`hrv`). */
export const fit: RecordingLoader = {
  name: 'fit',
  claims: (path) => path.toLowerCase().endsWith('.fit'),
  load: async (path) => {
    const { records, rrMs, ageYears } = await parse(resolve(path));
    const written = writtenIn(records);
    if (written.length === 0) throw new RecordingError(`${path}: no heart rate in it`);
    return {
      id: `fit/${basename(path)}`,
      source: 'replayed',
      label: `FIT file ${basename(path)}: somebody's training, nothing is known of their health`,
      citation: 'Sample files of python-fitparse and fit-file-parser (MIT licence)',
      exerciseId: 'walking',
      ageYears,
      signals: [{ kind: 'heart-rate', sensor: 0, readings: withBeats(heldReadings(written), rrMs) }],
      truth: [],
      calibration: null,
    } satisfies Recording;
  },
};

interface FitRecord {
  timestamp?: Date | string;
  heart_rate?: number;
}

interface Parsed {
  records: FitRecord[];
  /** Intervals between beats, from the start; empty when there are none. */
  rrMs: number[];
  ageYears: number | null;
}

/** `force` reads on over a wrong checksum, which real files have; what cannot be read at all is refused. */
async function parse(file: string): Promise<Parsed> {
  try {
    const parsed = (await new FitParser({ force: true, mode: 'list' }).parseAsync(new Uint8Array(await readFile(file)).buffer)) as { records?: FitRecord[]; hrv?: { time?: (number | null)[] }[]; user_profile?: { age?: number } };
    const ageYears = parsed.user_profile?.age;
    // Seconds in groups of five, filled up with nothing.
    const rrMs = (parsed.hrv ?? []).flatMap(({ time }) => time ?? []).flatMap((rr) => (typeof rr === 'number' && rr > 0 ? [rr * 1000] : []));
    return { records: parsed.records ?? [], rrMs, ageYears: typeof ageYears === 'number' && ageYears > 0 ? ageYears : null };
  } catch (error) {
    throw new RecordingError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** From the first stamp on, in order; a second record of the same second, or one of an earlier time, is left out. */
function writtenIn(records: FitRecord[]): WrittenRate[] {
  const written: WrittenRate[] = [];
  let startMs: number | null = null;
  for (const { timestamp, heart_rate: heartRateBpm } of records) {
    const atMs = timestamp === undefined ? NaN : new Date(timestamp).getTime();
    if (!Number.isFinite(atMs) || heartRateBpm === undefined || !Number.isFinite(heartRateBpm)) continue;
    startMs ??= atMs;
    const tMs = atMs - startMs;
    if (tMs > (written.at(-1)?.tMs ?? -1)) written.push({ tMs, heartRateBpm });
  }
  return written;
}
