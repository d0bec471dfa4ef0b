import { AnalysisRepository, type StoredForRescoring } from '#libs/data';
import { foldAgain, scorerVersion, type ClockState, type FoldedAgain, type Prescription, type WaitingPacket } from '#libs/domain';
import { decodePacket, toBlock } from '#libs/sensors';
import { ConflictException, Injectable, UnprocessableEntityException } from '@nestjs/common';

/** A stored session folded again from its packets; nothing that is stored changes. One at a time, in slices: consoles go first. */
@Injectable()
export class StoredFold {
  private running = false;

  constructor(private readonly analysis: AnalysisRepository) {}

  /** `prescription`: what it is judged by, the session's own or another. */
  async fold({ startedAtMs, streams, rawRemovedAt, clock }: Pick<StoredForRescoring, 'startedAtMs' | 'streams' | 'rawRemovedAt' | 'clock'>, prescription: Prescription): Promise<FoldedAgain & { packets: number }> {
    if (rawRemovedAt !== null) throw new ConflictException(`its packets were removed on ${rawRemovedAt.toISOString().slice(0, 10)}: the clinic keeps no raw data that old`);
    if (this.running) throw new ConflictException('another session is being scored again; try in a moment');
    this.running = true;
    try {
      const packets = (await this.analysis.packetsAfter(streams.map(({ id, ordinal }) => ({ id, ordinal, after: 0 })))).map((packet) => toWaiting(packet, streams));
      const folded = await inSlices(foldAgain({ prescription, startedAtMs, streams: streams.map(({ ordinal }) => ordinal), packets, clock: clock as ClockState | null }));
      return { ...folded, packets: packets.length };
    } finally {
      this.running = false;
    }
  }
}

type Packet = Awaited<ReturnType<AnalysisRepository['packetsAfter']>>[number];

function toWaiting({ stream, sequence, receivedAtMs, payload }: Packet, streams: StoredForRescoring['streams']): WaitingPacket {
  const decoded = payload === null ? null : decodePacket(payload);
  const clockOffsetMs = streams.find((each) => each.ordinal === stream)?.clockOffsetMs ?? 0;
  return { stream, sequence, receivedAtMs, block: decoded !== null && decoded.ok ? toBlock(decoded.packet, { stream, clockOffsetMs, receivedAtMs }) : null };
}

async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = next(work);
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** An old session may hold a reference that this scorer cannot read. */
function next<T>(work: Generator<void, T>): IteratorResult<void, T> {
  try {
    return work.next();
  } catch (error) {
    throw new UnprocessableEntityException(`scorer ${scorerVersion.version} cannot analyse this session`, { cause: error });
  }
}
