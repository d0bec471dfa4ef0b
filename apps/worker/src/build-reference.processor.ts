import { AnalysisRepository, ReferenceRepository } from '#libs/data';
import { buildReference, doubtOfSignal, type ImuBlock } from '#libs/domain';
import { decodePacket, toBlock } from '#libs/sensors';
import { Injectable } from '@nestjs/common';

/** `build-reference { referenceId }`: boils the approved repetitions of a calibration session down to the patient's reference (clinical D1). */
@Injectable()
export class BuildReferenceProcessor {
  constructor(private readonly references: ReferenceRepository, private readonly analysis: AnalysisRepository) {}

  async process({ referenceId }: { referenceId: string }): Promise<void> {
    const order = await this.references.loadForBuilding(referenceId);
    if (order === null) return;
    const prescription = await this.analysis.prescriptionOf(order.sessionId);
    const blocks = await this.blocksOf(order.streams);
    const built = buildReference({ blocks, approved: order.approved, exercise: prescription.exercise, sensors: prescription.sensors });
    if (!built.ok) return this.references.refuse(referenceId, `${built.reason}: ${built.detail}`);
    const doubt = doubtOfSignal({ blocks, approved: order.approved, sensors: prescription.sensors, carriers: built.value.sensors });
    if (doubt === null) await this.references.activate(referenceId, built.value);
    else await this.references.refuse(referenceId, doubt);
  }

  private async blocksOf(streams: { id: string; ordinal: number; clockOffsetMs: number }[]): Promise<ImuBlock[]> {
    const packets = await this.analysis.packetsAfter(streams.map((stream) => ({ id: stream.id, ordinal: stream.ordinal, after: 0 })));
    const blocks: ImuBlock[] = [];
    for (const { payload, stream, receivedAtMs } of packets) {
      if (payload === null) continue;
      const decoded = decodePacket(payload);
      const clockOffsetMs = streams.find((each) => each.ordinal === stream)?.clockOffsetMs ?? 0;
      const block = decoded.ok ? toBlock(decoded.packet, { stream, clockOffsetMs, receivedAtMs }) : null;
      if (block?.kind === 'imu') blocks.push(block);
    }
    return blocks;
  }
}
