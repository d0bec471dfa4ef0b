import type { AnalysisRepository } from '#libs/data';
import type { ImuBlock } from '#libs/domain';
import { decodePacket, toBlock } from '#libs/sensors';

/** Everything that the movement sensors of a stored session have sent. */
export async function recordedMovement(analysis: AnalysisRepository, streams: { id: string; ordinal: number; clockOffsetMs: number }[]): Promise<ImuBlock[]> {
  const packets = await analysis.packetsAfter(streams.map((stream) => ({ id: stream.id, ordinal: stream.ordinal, after: 0 })));
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
