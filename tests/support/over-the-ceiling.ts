import type { DeviceCreated, Patient, Prescription } from '#libs/contracts';
import type { ConsoleClient } from '../../apps/simulator/src/demo/console-client.js';
import { packetise } from '../../apps/simulator/src/device/packetise.js';
import { runDevice } from '../../apps/simulator/src/device/simulated-device.js';
import type { HeartRateSignal } from '../../apps/simulator/src/recordings/recording.js';
import { between, seededRandom } from '../../apps/simulator/src/synthetic/random.js';

const ceilingBpm = 120;
/** As long as the rule waits where hard exercise makes pain worse (clinical E2, HR-02), and some seconds that smoothing takes to follow a step. */
export const dwellMs = 15_000;
const smoothingMs = 12_000;

/** One scripted run: a simulated strap that is calm for a while, then over the ceiling for longer than the rule waits. */
export interface CeilingRun {
  sessionId: string;
  /** Session time at which the rate went over, ms. */
  overFromMs: number;
  /** When each reading was sent, `performance.now()`, by `epoch/sequence`. */
  sentAt: Map<string, number>;
  /** When the patient's device was first told to stop, `performance.now()`; null: it never was. */
  toldToStopAtMs: number | null;
}

/** At the speed of life, through a real device's front door. */
export async function runOverTheCeiling(console: ConsoleClient, { seed, mqttUrl }: { seed: number; mqttUrl: string }): Promise<CeilingRun> {
  const random = seededRandom(seed);
  const calmS = Math.round(between(random, 6, 10));
  const patient = await console.post<Patient>('/api/patients', { displayName: `Ceiling ${seed}`, birthYear: new Date().getUTCFullYear() - 45, conditions: ['fibromyalgia'] });
  const { id: prescriptionId } = await console.post<Prescription>(`/api/patients/${patient.id}/prescriptions`, {
    exerciseId: 'walking', sensors: [{ sensor: 0, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } }], ceilingBpm,
  });
  const device = await console.post<DeviceCreated>(`/api/patients/${patient.id}/devices`, { label: 'scripted strap', source: 'simulated', sourceLabel: 'simulated strap, no person' });
  const overBpm = ceilingBpm + between(random, 3, 6);
  const readings: HeartRateSignal['readings'] = Array.from({ length: calmS + (dwellMs + smoothingMs) / 1000 }, (_, second) => {
    const bpm = (second < calmS ? ceilingBpm - 8 : overBpm) + between(random, -0.5, 0.5);
    return { tMs: 1000 * (second + 1), heartRateBpm: bpm, contact: 'detected', rrMs: [60_000 / bpm] };
  });
  const sentAt = new Map<string, number>();
  let toldToStopAtMs: number | null = null;
  const { sessionId } = await runDevice({
    mqttUrl, deviceId: device.id, secret: device.secret, prescriptionId, purpose: 'exercise', speed: 1, packets: packetise([{ kind: 'heart-rate', sensor: 0, readings }]),
    onSent: ({ epoch, sequence, atMs }) => sentAt.set(`${epoch}/${sequence}`, atMs),
    onTold: (told, atMs) => {
      if ('instruct' in told && told.instruct?.act === 'stop' && told.instruct.ruleId === 'HR-02') toldToStopAtMs ??= atMs;
    },
  });
  return { sessionId, overFromMs: 1000 * calmS, sentAt, toldToStopAtMs };
}
