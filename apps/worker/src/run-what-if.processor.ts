import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import { AnalysisRepository, WhatIfRepository, type WhatIfOrder, type WhatIfResult, type WhatIfRung } from '#libs/data';
import { underChange, whatIf, type Rung, type WaitingPacket, type WhatIf } from '#libs/domain';
import { Clock } from '#libs/platform';
import { decodePacket, toBlock } from '#libs/sensors';
import { Injectable, Logger } from '@nestjs/common';

const dayMs = 86_400_000;
const lookBackDays = 30;
/** About three a day; what lies further back is left out, and told as left out. */
const mostSessions = 100;
/** As many of each kind are shown; the counts are of all. */
const mostShown = 200;
/** About 3 ms of decoding: sessions that are live wait no longer. */
const packetsAtOnce = 256;

/** `run-what-if { whatIfId }`: the last 30 days of a patient once more, under the rules of today and under the draft; nothing that is stored changes but the answer. */
@Injectable()
export class RunWhatIfProcessor {
  private readonly logger = new Logger(RunWhatIfProcessor.name);

  constructor(private readonly whatIfs: WhatIfRepository, private readonly analysis: AnalysisRepository, private readonly clock: Clock) {}

  async process({ whatIfId }: { whatIfId: string }): Promise<void> {
    try {
      const order = await this.whatIfs.loadForRunning(whatIfId);
      if (order === null) return;
      await this.whatIfs.save(whatIfId, await this.run(order), new Date(this.clock.now()));
    } catch (error) {
      // Whoever asked sees it and may ask again; without this the reconciler would ask for ever.
      this.logger.error({ msg: 'what-if failed', whatIfId, error: String(error) });
      await this.whatIfs.fail(whatIfId, new Date(this.clock.now()));
    }
  }

  private async run(order: WhatIfOrder): Promise<WhatIfResult> {
    const until = order.askedAt;
    const from = new Date(until.getTime() - lookBackDays * dayMs);
    const ids = await this.whatIfs.sessionsOf(order, from, until);
    const result: WhatIfResult = {
      from: from.toISOString(), until: until.toISOString(), sessions: 0, leftOut: Math.max(0, ids.length - mostSessions), unreadable: 0, alertsBefore: 0, alertsAfter: 0, gained: [], lost: [], changed: [],
    };
    for (const id of ids.slice(0, mostSessions)) await this.addSession(result, id, order);
    return { ...result, gained: result.gained.slice(0, mostShown), lost: result.lost.slice(0, mostShown), changed: result.changed.slice(0, mostShown) };
  }

  private async addSession(result: WhatIfResult, sessionId: string, order: WhatIfOrder): Promise<void> {
    const stored = await this.whatIfs.session(sessionId);
    if (stored === null) return;
    const { streams, startedAtMs, reports } = stored;
    const { now: prescription, then } = underChange(stored.prescription, order);
    const work = whatIf({ prescription, startedAtMs, reports, streams: streams.map(({ ordinal }) => ordinal), packets: await this.packetsOf(streams) }, then);
    const found = await this.inSlices(work, sessionId);
    if (found === null) {
      result.unreadable++;
      return;
    }
    const show = (rung: Rung): WhatIfRung => shown(rung, { sessionId, exerciseName: prescription.exercise.name, startedAtMs });
    result.sessions++;
    result.alertsBefore += found.before;
    result.alertsAfter += found.after;
    result.gained.push(...found.gained.map(show));
    result.lost.push(...found.lost.map(show));
    result.changed.push(...found.changed.map(({ before, after }) => ({ before: show(before), after: show(after) })));
  }

  private async packetsOf(streams: { id: string; ordinal: number; clockOffsetMs: number }[]): Promise<WaitingPacket[]> {
    const packets: WaitingPacket[] = [];
    for (const [i, { payload, stream, sequence, receivedAtMs }] of (await this.analysis.packetsAfter(streams.map(({ id, ordinal }) => ({ id, ordinal, after: 0 })))).entries()) {
      if (i % packetsAtOnce === 0) await othersHadTheirTurn();
      const decoded = payload === null ? null : decodePacket(payload);
      const clockOffsetMs = streams.find(({ ordinal }) => ordinal === stream)?.clockOffsetMs ?? 0;
      packets.push({ stream, sequence, receivedAtMs, block: decoded?.ok === true ? toBlock(decoded.packet, { stream, clockOffsetMs, receivedAtMs }) : null });
    }
    return packets;
  }

  /** null: an old session may hold what this version cannot analyse. */
  private async inSlices(work: Generator<void, WhatIf>, sessionId: string): Promise<WhatIf | null> {
    for (;;) {
      try {
        const step = work.next();
        if (step.done === true) return step.value;
      } catch (error) {
        this.logger.warn({ msg: 'a session cannot be watched again', sessionId, error: String(error) });
        return null;
      }
      await othersHadTheirTurn();
    }
  }
}

function shown(
  { ruleId, subject, priority, raisedAtMs, clearedAtMs, worstValue, unit }: Rung,
  { sessionId, exerciseName, startedAtMs }: { sessionId: string; exerciseName: string; startedAtMs: number },
): WhatIfRung {
  return { sessionId, exerciseName, at: new Date(startedAtMs + raisedAtMs).toISOString(), ruleId, subject, priority, lastedS: clearedAtMs === null ? null : (clearedAtMs - raisedAtMs) / 1000, worstValue, unit };
}
