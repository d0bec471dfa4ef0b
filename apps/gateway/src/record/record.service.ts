import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Consent, ConsentGive, ErasureToCome, RecordAccess, TherapistName } from '#libs/contracts';
import { AuditRepository, ErasureRepository, RecordRepository, type ExportedRow } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { BadRequestException, Injectable, NotFoundException } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../actor.js';
import { csvLine } from './csv.js';

interface Format {
  type: string;
  name: string;
  head: string;
  lineOf: (row: ExportedRow, number: number) => string;
  end: (rows: number) => string;
}

export type ExportFormat = 'ndjson' | 'csv';

const formats: Record<ExportFormat, Format> = {
  ndjson: { type: 'application/x-ndjson', name: 'record.ndjson', head: '', lineOf: (each) => `${JSON.stringify(each)}\n`, end: (lines) => `${JSON.stringify({ end: true, lines })}\n` },
  csv: {
    type: 'text/csv', name: 'record.csv', head: csvLine(['row', 'table', 'column', 'value']),
    lineOf: ({ table, row }, number) => Object.entries(row).map(([column, value]) => csvLine([number, table, column, value])).join(''),
    end: (rows) => csvLine([rows, 'end', null, null]),
  },
};

@Injectable()
export class RecordService {
  constructor(private readonly record: RecordRepository, private readonly erasuresOf: ErasureRepository, private readonly audit: AuditRepository, private readonly bus: LiveBus, private readonly clock: Clock) {}

  async consents({ id }: Actor): Promise<Consent[]> {
    return (await this.record.consents(id)).map(({ givenAt, until, withdrawnAt, ...rest }) => ({
      ...rest, givenAt: givenAt.toISOString(), until: iso(until), withdrawnAt: iso(withdrawnAt) }));
  }

  async erasures({ id }: Actor): Promise<ErasureToCome[]> {
    return (await this.erasuresOf.waitingOf(id)).map(({ askedAt, dueAt }) => ({ askedAt: askedAt.toISOString(), dueAt: dueAt.toISOString() }));
  }

  therapists({ id }: Actor): Promise<TherapistName[]> {
    return this.record.therapistsOutside(id);
  }

  async consent(actor: Actor, { purpose, recipient, practitionerId, until }: ConsentGive): Promise<void> {
    const now = this.now();
    const end = until === null ? null : new Date(until);
    if (end !== null && end <= now) throw new BadRequestException('until: lies in the past');
    const id = randomUUID();
    if (practitionerId === undefined) await this.record.consent({ id, patientId: actor.id, purpose, recipient: recipient ?? '', until: end, now });
    else if (!(await this.record.share({ id, patientId: actor.id, practitionerId, until: end, now }))) throw new NotFoundException('no such therapist outside of your care team');
    else this.bus.publish({ hint: 'access-changed', accountIds: [practitionerId] });
    await this.note(actor, 'give-consent', { consentId: id, purpose, ...(practitionerId === undefined ? {} : { practitionerId }) });
  }

  async withdraw(actor: Actor, consentId: string): Promise<void> {
    const practitionerIds = await this.record.withdraw({ id: consentId, patientId: actor.id, now: this.now() });
    if (practitionerIds === null) throw new NotFoundException('no such consent');
    if (practitionerIds.length > 0) this.bus.publish({ hint: 'access-changed', accountIds: practitionerIds });
    await this.note(actor, 'withdraw-consent', { consentId });
  }

  async access({ id }: Actor): Promise<RecordAccess[]> {
    return (await this.record.access(id)).map(({ since, until, ...rest }) => ({ ...rest, since: since.toISOString(), until: iso(until) }));
  }

  /** A line for each row, in CSV for each value of a row, and one that says that it was all: without it something was lost on the way. */
  async export(actor: Actor, format: ExportFormat, response: Response): Promise<void> {
    const { type, name, head, lineOf, end } = formats[format];
    await this.note(actor, 'export-record', { format });
    let lines = 0;
    response.setHeader('content-disposition', `attachment; filename="${name}"`);
    response.type(type);
    response.write(head);
    await this.record.export(async (found: ExportedRow[]) => {
      const text = found.map((each) => lineOf(each, ++lines)).join('');
      if (!response.write(text) && !response.destroyed) await once(response, 'drain');
    });
    response.end(end(lines));
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
