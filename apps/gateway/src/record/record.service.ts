import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Consent, ConsentGive, RecordAccess } from '#libs/contracts';
import { AuditRepository, RecordRepository, type ExportedRow } from '#libs/data';
import { Clock } from '#libs/platform';
import { BadRequestException, Injectable, NotFoundException } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../actor.js';

@Injectable()
export class RecordService {
  constructor(private readonly record: RecordRepository, private readonly audit: AuditRepository, private readonly clock: Clock) {}

  async consents({ id }: Actor): Promise<Consent[]> {
    return (await this.record.consents(id)).map(({ givenAt, until, withdrawnAt, ...rest }) => ({
      ...rest, givenAt: givenAt.toISOString(), until: iso(until), withdrawnAt: iso(withdrawnAt) }));
  }

  async consent(actor: Actor, { purpose, recipient, until }: ConsentGive): Promise<void> {
    const now = this.now();
    const end = until === null ? null : new Date(until);
    if (end !== null && end <= now) throw new BadRequestException('until: lies in the past');
    const id = randomUUID();
    await this.record.consent({ id, patientId: actor.id, purpose, recipient, until: end, now });
    await this.note(actor, 'give-consent', { consentId: id, purpose });
  }

  async withdraw(actor: Actor, consentId: string): Promise<void> {
    if (!(await this.record.withdraw({ id: consentId, patientId: actor.id, now: this.now() }))) throw new NotFoundException('no such consent');
    await this.note(actor, 'withdraw-consent', { consentId });
  }

  async access({ id }: Actor): Promise<RecordAccess[]> {
    return (await this.record.access(id)).map(({ since, until, ...rest }) => ({ ...rest, since: since.toISOString(), until: iso(until) }));
  }

  /** A line of JSON for each row, and one that says that it was all: without it something was lost on the way. */
  async export(actor: Actor, response: Response): Promise<void> {
    await this.note(actor, 'export-record', {});
    let lines = 0;
    response.setHeader('content-disposition', 'attachment; filename="record.ndjson"');
    response.type('application/x-ndjson');
    await this.record.export(async (found: ExportedRow[]) => {
      lines += found.length;
      const text = found.map((each) => `${JSON.stringify(each)}\n`).join('');
      if (!response.write(text) && !response.destroyed) await once(response, 'drain');
    });
    response.end(`${JSON.stringify({ end: true, lines })}\n`);
  }

  private async note(actor: Actor, action: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append({ at: this.now(), actorKind: 'patient', actorId: actor.id, action, subjectKind: 'patient', subjectId: actor.id, detail });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
