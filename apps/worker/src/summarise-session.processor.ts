import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import { AnalysisRepository, SessionSummaryRepository, type SummaryOrder } from '#libs/data';
import { summariseIntensity, type Block } from '#libs/domain';
import { Clock } from '#libs/platform';
import { decodePacket, toBlock } from '#libs/sensors';
import { Injectable } from '@nestjs/common';

/** About 3 ms of decoding: sessions that are live wait no longer. */
const packetsAtOnce = 256;

/** `summarise-session { sessionId }`: how hard a session was, from all its packets, once nothing of it is missing any more. */
@Injectable()
export class SummariseSessionProcessor {
  constructor(private readonly summaries: SessionSummaryRepository, private readonly analysis: AnalysisRepository, private readonly clock: Clock) {}

  async process({ sessionId }: { sessionId: string }): Promise<void> {
    const order = await this.summaries.loadForSumming(sessionId);
    if (order === null) return;
    const { version, prescription, sex } = order;
    const content = summariseIntensity({ blocks: await this.blocksOf(order), prescription, sex });
    await this.summaries.save(sessionId, { version, content, now: new Date(this.clock.now()) });
  }

  /** In order of their end, as they were analysed but for what came late. */
  private async blocksOf({ streams }: SummaryOrder): Promise<Block[]> {
    const packets = await this.analysis.packetsAfter(streams.map(({ id, ordinal }) => ({ id, ordinal, after: 0 })));
    const blocks: Block[] = [];
    for (const [i, { payload, stream, receivedAtMs }] of packets.entries()) {
      if (i % packetsAtOnce === 0) await othersHadTheirTurn();
      const decoded = payload === null ? null : decodePacket(payload);
      if (decoded === null || !decoded.ok) continue;
      const clockOffsetMs = streams.find((each) => each.ordinal === stream)?.clockOffsetMs ?? 0;
      const block = toBlock(decoded.packet, { stream, clockOffsetMs, receivedAtMs });
      if (block !== null) blocks.push(block);
    }
    return blocks.sort((a, b) => a.endMs - b.endMs);
  }
}
