import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packetise } from '../device/packetise.js';
import { loadRecording } from '../recordings/index.js';
import type { Recording } from '../recordings/recording.js';
import { expectedOf } from './oracle.js';
import { withShown } from './shown.js';

const recordings = process.env['TENDON_RECORDINGS'] ?? resolve(import.meta.dirname, '../../../../../shared/recordings');
const span = (startMs: number): { startMs: number; endMs: number } => ({ startMs, endMs: startMs + 2000 });
const shown: Recording = {
  id: 'a/b', source: 'replayed', label: 'a', citation: '', exerciseId: 'squat', ageYears: null, signals: [], truth: [],
  calibration: { signals: [], approved: [span(0), span(3000)], faults: [{ ...span(6000), type: 'half way' }] },
};

describe('withShown', () => {
  it('shows all that the calibration has, the first correct repetition alone, or nothing', () => {
    expect(withShown(shown, 'all').calibration).toEqual(shown.calibration);
    expect(withShown(shown, 'one').calibration).toMatchObject({ approved: [span(0)], faults: [] });
    expect(withShown(shown, 'none').calibration).toBeNull();
  });
});

(existsSync(recordings) ? describe : describe.skip)('pted, a healthy volunteer who acted the faults (needs pted in TENDON_RECORDINGS)', () => {
  it('three of each type are shown, and each repetition is told by what was shown', async () => {
    const recording = withShown(await loadRecording(join(recordings, 'pted/s2/e1')), 'all');
    expect(recording.calibration?.approved).toHaveLength(3);
    expect(recording.calibration?.faults.map(({ type }) => type).sort()).toEqual([...Array<string>(3).fill('low-amplitude'), ...Array<string>(3).fill('too-fast')]);
    const { repetitions } = expectedOf(recording, packetise(recording.signals), 45);
    expect(new Set(repetitions.map(({ execution }) => execution?.basis))).toEqual(new Set(['own-types']));
    for (const { type } of recording.truth) expect(repetitions.filter(({ execution }) => execution?.type === type).length).toBeGreaterThanOrEqual(9);
  });
});
