import {
  buildReference, decide, emptyAnalysis, isSeen, defaultZone, exerciseById, patientWithoutFindings, resolvePrescription, startAnalysis, stepAnalysis,
  type Alert, type Block, type ImuBlock, type Prescription, type Reference, type Repetition,
} from '#libs/domain';
import { decodePacket, encodePacket, toBlock } from '#libs/sensors';
import { packetise, type TimedPacket } from '../device/packetise.js';
import type { Recording } from '../recordings/recording.js';
import { bindingsOf } from './course.js';

/** What must come out: the same pure analysis over the same packets, each once and in order, without anything in between. */
export interface Expected {
  repetitions: Repetition[];
  /** Rules that raise a clinical alert, each once. */
  rules: string[];
  /** These alerts as they are raised, in order, and by which packet. */
  raised: { ruleId: string; sequence: number }[];
  findings: number;
}

/** `packets` may hold some twice or out of order: what counts is what they say. */
export function expectedOf(recording: Recording, packets: readonly TimedPacket[], ageYears: number): Expected {
  const prescription = prescribedFor(recording, ageYears);
  const ordered = [...new Map(packets.map((each) => [each.packet.sequence, each])).values()].sort((a, b) => a.packet.sequence - b.packet.sequence);
  return fold(ordered.flatMap(blockOf), prescription);
}

/** Packet by packet, since what a graver alert holds back depends on what is open at that moment. */
function fold(blocks: readonly Block[], prescription: Prescription): Expected {
  const state = startAnalysis(prescription, 0);
  const expected: Expected = { repetitions: [], rules: [], raised: [], findings: 0 };
  const alerts: (Alert & { sequence: number })[] = [];
  for (const block of blocks) {
    const analysis = emptyAnalysis(state);
    stepAnalysis(analysis, [block], { prescription, now: null });
    expected.repetitions.push(...analysis.repetitions.map(({ repetition }) => repetition));
    expected.findings += analysis.findings.length;
    for (const change of decide({ known: alerts, findings: analysis.findings, isSeen: (alert) => isSeen(state.rules, alert) })) {
      if (change.change === 'raise') alerts.push({ ...change.alert, id: String(alerts.length), sequence: block.sequence });
      else Object.assign(alerts[Number(change.id)], change);
    }
  }
  expected.raised = alerts.flatMap(({ kind, suppressedBy, ruleId, sequence }) => (kind === 'clinical' && suppressedBy === null ? [{ ruleId, sequence }] : []));
  expected.rules = [...new Set(expected.raised.map(({ ruleId }) => ruleId))];
  return expected;
}

/** As the demo's clinic prescribes it, with the reference made of the recording's own approved repetitions and the faults that were shown beside them. */
export function prescribedFor(recording: Recording, ageYears: number): Prescription {
  const sensors = bindingsOf(recording.signals);
  const year = new Date().getUTCFullYear();
  const patient = { ...patientWithoutFindings, birthYear: year - ageYears };
  return resolvePrescription({
    patient, prescription: { exerciseId: recording.exerciseId, side: 'both', sensors, zone: defaultZone, ceilingBpm: null, hardLimitBpm: null }, reference: referenceOf(recording), alternatives: [], purpose: 'exercise', year,
  });
}

function referenceOf({ calibration, exerciseId, signals }: Recording): Reference | null {
  const exercise = exerciseById(exerciseId);
  if (calibration === null || exercise === null) return null;
  const blocks = packetise(calibration.signals).flatMap(blockOf).filter((block): block is ImuBlock => block.kind === 'imu');
  const built = buildReference({ blocks, approved: [...calibration.approved, ...calibration.faults], exercise, sensors: bindingsOf(signals) });
  return built.ok ? built.value : null;
}

/** Through the very bytes that go over the line, since they round to 32-bit floats. */
export function blockOf({ packet }: TimedPacket): Block[] {
  const decoded = decodePacket(encodePacket(packet, 'float32'));
  const block = decoded.ok ? toBlock(decoded.packet, { stream: 0, clockOffsetMs: 0, receivedAtMs: packet.deviceTimeUs / 1000 }) : null;
  return block === null ? [] : [block];
}
