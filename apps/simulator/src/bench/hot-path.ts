import { cpus } from 'node:os';
import { analyse, emptyAnalysis, startAnalysis, startTrack, startVqf, stepAnalysis, stepTrack, stepVqf, takeFrames, vqfCoefficients, type AnalysisState, type Block, type ImuBlock, type Prescription, type TrackFrame } from '#libs/domain';
import { blockOf, prescribedFor } from '../demo/oracle.js';
import { packetise } from '../device/packetise.js';
import type { Recording } from '../recordings/recording.js';
import { syntheticPatient } from '../synthetic/synthetic-patient.js';
import { costMethod, costOf, type Cost } from './allocation.js';

export interface HotPathReport {
  /** What the samples are. */
  source: string;
  method: string;
  machine: string;
  node: string;
  stages: (Cost & { stage: string; samplesPerSecond: number })[];
}

const seed = 1;
const seconds = 60;

/** What a sample of a motion sensor costs, stage by stage; each stage holds those before it. One core. */
export function measureHotPath(): HotPathReport {
  const recording = syntheticPatient({ seed, seconds });
  const blocks = packetise(recording.signals).flatMap(blockOf);
  const imu = blocks.filter((block): block is ImuBlock => block.kind === 'imu');
  const one = imu.filter(({ sensor }) => sensor === 0);
  const prescription = prescribedFor(recording, recording.ageYears ?? 50);
  const sensors = [...new Set(imu.map(({ sensor }) => sensor))];
  const timeless = { prescription, now: null };
  const live = (known: Prescription) => (): void => {
    const state = startAnalysis(known, 0);
    for (let from = 0; from < blocks.length; from += sensors.length) stepAnalysis(emptyAnalysis(state), blocks.slice(from, from + sensors.length), { prescription: known, now: null });
  };
  const pure = (): void => {
    let state: AnalysisState = startAnalysis(prescription, 0);
    for (let from = 0; from < blocks.length; from += sensors.length) ({ state } = analyse(state, blocks.slice(from, from + sensors.length), timeless));
  };
  const stages: [string, () => void, readonly Block[]][] = [
    ['VQF', orient(one), one],
    ['VQF and grid, one sensor', bringToGrid(one, [0]), one],
    [`VQF and grid, ${sensors.length} sensors`, bringToGrid(imu, sensors), imu],
    ['stepAnalysis(), live: 250 ms a call', live(prescription), imu],
    ['the same, a fault of its own name shown', live(prescribedFor(withOwnFault(recording), recording.ageYears ?? 50)), imu],
    ['analyse(), the same on a copy a call', pure, imu],
  ];
  return {
    source: `simulated patient, no person: squat, ${sensors.length} motion sensors at 50 Hz and a strap, ${seconds} s`,
    method: costMethod,
    machine: `${cpus()[0]?.model.trim() ?? 'unknown processor'} (${process.platform} ${process.arch})`,
    node: process.versions.node,
    stages: stages.map(([stage, round, counted]) => {
      const cost = costOf(round, samplesOf(counted));
      return { stage, ...cost, samplesPerSecond: 1e6 / cost.microsecondsPerSample };
    }),
  };
}

/** The last two of the approved repetitions by a name that nobody else's faults have: what tells them apart is looked at in every frame. */
function withOwnFault(recording: Recording): Recording {
  const { calibration } = recording;
  if (calibration === null) return recording;
  return { ...recording, calibration: { ...calibration, approved: calibration.approved.map((span, i, all) => (i < all.length - 2 ? span : { ...span, type: 'own-fault' })) } };
}

function samplesOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + (block.kind === 'imu' ? block.accelerationMPerS2.length / 3 : 0), 0);
}

const radPerDeg = Math.PI / 180;

/** One round over the blocks; state goes on from round to round: it is what a session does. */
export function orient(blocks: readonly ImuBlock[]): () => void {
  const state = startVqf();
  const k = vqfCoefficients(blocks[0].rateHz);
  const sample = new Float64Array(6);
  return () => {
    for (const { accelerationMPerS2, angularVelocityDegPerS } of blocks) {
      for (let at = 0; at < accelerationMPerS2.length; at += 3) {
        for (let i = 0; i < 3; i++) {
          sample[i] = angularVelocityDegPerS[at + i] * radPerDeg;
          sample[3 + i] = accelerationMPerS2[at + i];
        }
        stepVqf(state, k, sample);
      }
    }
  };
}

/** One round over the blocks; time goes on from round to round. */
export function bringToGrid(blocks: readonly ImuBlock[], sensors: readonly number[]): () => void {
  const grid = { originMs: 0, stepMs: 20 };
  const tracks = sensors.map((sensor) => startTrack(sensor));
  const instant: TrackFrame[] = [];
  const take = { stepMs: grid.stepMs, needed: sensors.map(() => true) };
  const lengthMs = blocks[blocks.length - 1].endMs;
  // One block object that is written anew: time must go on from round to round, and copies would be counted.
  const moved: ImuBlock = { ...blocks[0] };
  let round = 0;
  return () => {
    for (const block of blocks) {
      Object.assign(moved, block);
      moved.startMs += round * lengthMs;
      stepTrack(tracks[sensors.indexOf(block.sensor)], moved, grid);
      while (takeFrames(tracks, instant, take)) continue;
    }
    round++;
  };
}
