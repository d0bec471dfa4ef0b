import { randomUUID } from 'node:crypto';
import type { LimitsWhatIf, WhatIfView } from '#libs/contracts';
import { WhatIfRepository, type WhatIfRecord, type WhatIfResult, type WhatIfRung } from '#libs/data';
import { Clock, JobQueue } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

/** Each takes a worker up to a minute. */
const mostWaiting = 3;

@Injectable()
export class WhatIfsService {
  constructor(private readonly whatIfs: WhatIfRepository, private readonly queue: JobQueue, private readonly clock: Clock) {}

  async ask(actor: Actor, what: { ruleId: string; version: number } | { prescriptionId: string; limits: LimitsWhatIf }): Promise<WhatIfView> {
    const id = randomUUID();
    const isAsked = await this.whatIfs.ask({ ...what, id, practitionerId: actor.id, now: new Date(this.clock.now()), mostWaiting });
    if (isAsked === 'too-many') throw new ConflictException(`${mostWaiting} questions about this patient are still worked on`);
    if (isAsked === 'no-such') throw new NotFoundException('ruleId' in what ? 'no such version of a rule' : 'no such prescription');
    // A ticket that is lost is written again by the reconciler.
    await this.queue.enqueue('run-what-if', { whatIfId: id }, { deduplicationId: `what-if-${id}` });
    return this.find(actor, id);
  }

  async find(actor: Actor, whatIfId: string): Promise<WhatIfView> {
    const found = await this.whatIfs.find(actor.id, whatIfId);
    if (found === null) throw new NotFoundException('no such question');
    const { names, ...whatIf } = found;
    return { ...whatIf, result: found.result === null ? null : viewOf(found.result, names) };
  }
}

type Shown = NonNullable<WhatIfView['result']>;

function viewOf(result: WhatIfResult, names: WhatIfRecord['names']): Shown {
  const { gained, lost, changed } = result;
  const rungOf = (rung: WhatIfRung): Shown['gained'][number] => ({ ...rung, ruleName: names.find(({ ruleId, subject }) => ruleId === rung.ruleId && subject === rung.subject)?.name ?? null });
  return { ...result, gained: gained.map(rungOf), lost: lost.map(rungOf), changed: changed.map(({ before, after }) => ({ before: rungOf(before), after: rungOf(after) })) };
}
