import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { encodePacket } from '#libs/sensors';
import { packetise } from '../device/packetise.js';
import { loadRecording } from './index.js';
import { RecordingError, type HeartRateSignal, type ImuSignal, type Recording } from './recording.js';

const recordings = process.env['TENDON_RECORDINGS'] ?? resolve(import.meta.dirname, '../../../../../shared/recordings');
const haveRecordings = existsSync(recordings);
const folder = mkdtempSync(join(tmpdir(), 'tendon-loaders-'));
const imu = ({ signals }: Recording): ImuSignal[] => signals.filter((signal): signal is ImuSignal => signal.kind === 'imu');
const heart = ({ signals }: Recording): HeartRateSignal[] => signals.filter((signal): signal is HeartRateSignal => signal.kind === 'heart-rate');

afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): string {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

describe('loaders, on files as the sets have them', () => {
  it('yoyo: every breath as long as it lasted, the strap\'s own zeros, and the age of the person', async () => {
    write('yoyo/participants.csv', 'id,sex,ageYears,hasHeartRate\nD01,Female,24,1\n');
    const file = write('yoyo/D01-heart-rate.csv', 'tS,hrBpm,speedKmH\n0.0,104,0.3\n4.0,0,0.6\n5.5,109,0.6\n');
    const recording = await loadRecording(file);
    expect(recording.ageYears).toBe(24);
    expect(heart(recording)[0].readings.map(({ tMs, heartRateBpm }) => [tMs, heartRateBpm])).toEqual([[0, 104], [1000, 104], [2000, 104], [3000, 104], [4000, 0], [5000, 0], [5500, 109]]);
    expect(recording.label).toContain('healthy volunteer');
  });

  it('yoyo: refuses a person who is not in the table, and a cell that is no number, by name', async () => {
    const file = write('yoyo/D02-heart-rate.csv', 'tS,hrBpm\n0.0,104\n');
    await expect(loadRecording(file)).rejects.toThrow(/no age of D02/);
    await expect(loadRecording(write('yoyo/D01-heart-rate.csv', 'tS,hrBpm\n0.0,\n'))).rejects.toThrow(/line 2, column "hrBpm"/);
  });

  const squatRow = (seq: number, millis: number): string => `x,${seq},${millis},0,0,0,${Array.from({ length: 18 }, (_, i) => seq + i / 100).join(',')}`;
  const squatHeader = `timestamp,seq,millis,q0,q1,q2,${[0, 1, 2].flatMap((unit) => ['ax', 'ay', 'az', 'gx', 'gy', 'gz'].map((axis) => `s${unit}_${axis}`)).join(',')}`;
  const squatWindow = (sequences: number[]): string => [squatHeader, ...sequences.map((seq) => squatRow(seq, seq * 10))].join('\n');
  const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

  it('squat-kr: overlapping windows are one run, what was lost stays lost', async () => {
    write('kr/class3/subject1_set1_window0.csv', squatWindow(from(100, 40)));
    write('kr/class3/subject1_set1_window1.csv', squatWindow([...from(138, 22), ...from(170, 30)]));
    const recording = await loadRecording(join(folder, 'kr/class3/subject1_set1'));
    const [first, second] = imu(recording).filter((signal) => signal.sensor === 0);
    expect([first.startMs, first.accelerationMPerS2.length / 3]).toEqual([0, 60]);
    expect(second.startMs).toBeCloseTo(700, 6);
    expect(second.accelerationMPerS2.length / 3).toBe(30);
    expect(first.rateHz).toBeCloseTo(100, 6);
    expect(first.accelerationMPerS2[0]).toBe(100);
    expect(first.angularVelocityDegPerS[0]).toBeCloseTo((100.03 * 180) / Math.PI, 6);
    expect(recording.truth.map(({ type }) => type)).toEqual(['forward lean', 'forward lean']);
    expect(recording.calibration).toBeNull();
  });

  it('squat-kr: the person\'s own correct set calibrates', async () => {
    write('kr/class0/subject1_set1_window0.csv', squatWindow(from(1, 50)));
    const { calibration } = await loadRecording(join(folder, 'kr/class3/subject1_set1'));
    expect(calibration?.approved).toHaveLength(1);
  });

  it('cmu: ten units with their places, m/s2 and deg/s', async () => {
    const units = ['Chest', 'LeftFoot', 'LeftShank', 'LeftThigh', 'LeftWrist', 'Pelvis', 'RightFoot', 'RightShank', 'RightThigh', 'RightWrist'];
    const channels = ['Time', ...Array<string>(4).fill('Orientation'), ...Array<string>(3).fill('Accelerometer'), ...Array<string>(3).fill('Gyroscope'), ...Array<string>(3).fill('Magnetometer')];
    const row = (i: number): string => [i, ...units.flatMap(() => channels.map((channel) => (channel === 'Time' ? (2 + i / 100).toFixed(2) : channel === 'Gyroscope' ? '1.5' : '3')))].join(',');
    const heading = (cells: string[]): string => ['', ...cells].join(',');
    const text = [heading(units.flatMap((unit) => channels.map(() => unit))), heading(units.flatMap(() => channels)), heading(units.flatMap(() => channels.map(() => 'X'))), ...from(0, 50).map(row)].join('\n');
    const recording = await loadRecording(write('parsed_h5_csv/SqDL/SqDL_01_rep1.csv', text));
    const thigh = imu(recording).find(({ placement }) => placement.segment === 'thigh' && placement.side === 'right');
    expect(imu(recording)).toHaveLength(10);
    expect(thigh?.rateHz).toBe(100);
    expect(thigh?.accelerationMPerS2[0]).toBe(3);
    expect(thigh?.angularVelocityDegPerS[0]).toBeCloseTo((1.5 * 180) / Math.PI, 9);
    expect(recording.truth).toEqual([{ startMs: 0, endMs: 490, type: 'deep squat' }]);
  });

  it('an unknown layout and a broken file are refused by name', async () => {
    await expect(loadRecording(write('notes.txt', 'x'))).rejects.toThrow(RecordingError);
    await expect(loadRecording(write('broken.fit', 'not a FIT file at all'))).rejects.toThrow(/broken\.fit/);
  });
});

(haveRecordings ? describe : describe.skip)('loaders, on the real sets (needs ../shared/recordings)', () => {
  const paths = haveRecordings
    ? [
        'pted/s1/e1', 'squat-kr/class0/subject1_set1', 'squat-kr/class3/subject2_set1', 'cmu/parsed_h5_csv/SqDL/SqDL_01_rep1.csv', 'yoyo/D13-heart-rate.csv',
        ...readdirSync(join(recordings, 'fit-hr')).filter((name) => name.endsWith('.fit') && name !== 'DeveloperData.fit').map((name) => `fit-hr/${name}`),
      ]
    : [];

  it.each(paths)('%s becomes packets that can be sent', async (path) => {
    const recording = await loadRecording(join(recordings, path));
    expect(recording.label).not.toBe('');
    const packets = packetise(recording.signals);
    expect(packets.length).toBeGreaterThan(3);
    for (const { atMs, packet } of packets.slice(0, 50)) {
      expect(Number.isFinite(atMs)).toBe(true);
      expect(encodePacket(packet, 'float32').length).toBeGreaterThan(10);
    }
    expect(packets.map(({ packet }) => packet.sequence)).toEqual(packets.map((_, i) => i + 1));
  });

  it('a FIT file without heart rate is refused', async () => {
    await expect(loadRecording(join(recordings, 'fit-hr/DeveloperData.fit'))).rejects.toThrow(/no heart rate/);
  });

  it('squat-kr: ten repetitions, one after the other', async () => {
    const { truth } = await loadRecording(join(recordings, 'squat-kr/class3/subject2_set1'));
    expect(truth).toHaveLength(10);
    for (let i = 1; i < truth.length; i++) expect(truth[i].startMs).toBeGreaterThan(truth[i - 1].startMs);
  });
});
