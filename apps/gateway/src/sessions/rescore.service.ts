import type { SessionRescore } from '#libs/contracts';
import { AnalysisRepository, SessionRepository } from '#libs/data';
import { foldAgain, repetitionDifferences, scorerVersion, type Repetition, type WaitingPacket } from '#libs/domain';
import { decodePacket, toBlock } from '#libs/sensors';
import { ConflictException, Injectable, NotFoundException, UnprocessableEntityException } from '@nestjs/common';
import type { Actor } from '../actor.js';

type Seen = NonNullable<SessionRescore['differences'][number]['before']>;

/** A stored session by the scorer of today, from its packets; nothing that is stored changes. One at a time, in slices: consoles go first. */
@Injectable()
export class RescoreService {
  private running = false;

  constructor(private readonly sessions: SessionRepository, private readonly analysis: AnalysisRepository) {}

  async rescore(actor: Actor, sessionId: string): Promise<SessionRescore> {
    const stored = await this.sessions.forRescoring(actor.id, sessionId);
    if (stored === null) throw new NotFoundException('no such session');
    if (stored.state !== 'finished') throw new ConflictException('the session is not finished yet');
    if (this.running) throw new ConflictException('another session is being scored again; try in a moment');
    this.running = true;
    try {
      const { prescription, startedAtMs, streams } = stored;
      const packets = (await this.analysis.packetsAfter(streams.map(({ id, ordinal }) => ({ id, ordinal, after: 0 })))).map((packet) => toWaiting(packet, streams));
      const again = await inSlices(foldAgain({ prescription, startedAtMs, streams: streams.map(({ ordinal }) => ordinal), packets }));
      const differences = repetitionDifferences(stored.repetitions, again);
      return {
        sessionId, scorer: scorerVersion, packets: packets.length, repetitions: again.length, identical: differences.length === 0,
        differences: differences.map(({ before, after, changed }) => ({ before: before && seen(before), after: after && seen(after), changed })),
      };
    } finally {
      this.running = false;
    }
  }
}

type Stored = NonNullable<Awaited<ReturnType<SessionRepository['forRescoring']>>>;
type Packet = Awaited<ReturnType<AnalysisRepository['packetsAfter']>>[number];

function toWaiting({ stream, sequence, receivedAtMs, payload }: Packet, streams: Stored['streams']): WaitingPacket {
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

function seen({ number, startMs, endMs, execution, score }: Repetition): Seen {
  return {
    number, startMs, endMs, type: execution?.type ?? null, score: score.verdict === 'cannot-judge' ? null : score.score,
    codes: score.codes.map(({ code, severity }) => ({ code, severity })), scorer: score.scorer,
  };
}
