import { randomUUID } from 'node:crypto';
import type { Erasure, ErasureAsked } from '#libs/contracts';
import { AuditRepository, ErasureRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

/** Time to take back a mistake, and to take out a copy; done well within a day. [P] */
const graceMs = 12 * 3_600_000;

@Injectable()
export class ErasureService {
  constructor(private readonly erasures: ErasureRepository, private readonly audit: AuditRepository, private readonly clock: Clock) {}

  async list({ clinicId }: Actor): Promise<Erasure[]> {
    return (await this.erasures.ofClinic(clinicId)).map(({ askedAt, dueAt, cancelledAt, erasedAt, ...rest }) => ({
      ...rest, askedAt: askedAt.toISOString(), dueAt: dueAt.toISOString(), cancelledAt: cancelledAt?.toISOString() ?? null, erasedAt: erasedAt?.toISOString() ?? null }));
  }

  async ask(actor: Actor, patientId: string): Promise<ErasureAsked> {
    const now = this.now();
    const [id, dueAt] = [randomUUID(), new Date(now.getTime() + graceMs)];
    const outcome = await this.erasures.ask({ id, clinicId: actor.clinicId, patientId, askedBy: actor.id, now, dueAt });
    if (outcome === 'unknown') throw new NotFoundException('no such patient');
    if (outcome === 'held') throw new ConflictException('a legal hold stands on this record; end it first');
    if (outcome === 'asked before') throw new ConflictException('its erasure was asked for already');
    await this.note(actor, 'ask-erasure', id);
    return { id, dueAt: dueAt.toISOString() };
  }

  async cancel(actor: Actor, patientId: string): Promise<void> {
    const id = await this.erasures.cancel({ clinicId: actor.clinicId, patientId, now: this.now() });
    if (id === null) throw new NotFoundException('no erasure that waits');
    await this.note(actor, 'cancel-erasure', id);
  }

  private async note(actor: Actor, action: string, id: string): Promise<void> {
    await this.audit.append({ at: this.now(), actorKind: 'practitioner', actorId: actor.id, action, subjectKind: 'erasure', subjectId: id, detail: {} });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
