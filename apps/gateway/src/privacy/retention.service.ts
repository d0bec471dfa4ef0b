import { randomUUID } from 'node:crypto';
import type { LegalHold, LegalHoldSet, Retention } from '#libs/contracts';
import { AuditRepository, RetentionRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

@Injectable()
export class RetentionService {
  constructor(private readonly retention: RetentionRepository, private readonly audit: AuditRepository, private readonly clock: Clock) {}

  terms({ clinicId }: Actor): Promise<Retention> {
    return this.retention.terms(clinicId);
  }

  async setTerms(actor: Actor, terms: Retention): Promise<void> {
    await this.retention.setTerms({ clinicId: actor.clinicId, setBy: actor.id, now: this.now(), terms });
    await this.note(actor, { action: 'set-retention', subjectKind: 'clinic', subjectId: actor.clinicId, detail: { ...terms } });
  }

  async holds({ clinicId }: Actor): Promise<LegalHold[]> {
    return (await this.retention.holds(clinicId)).map(({ heldAt, ...rest }) => ({ ...rest, heldAt: heldAt.toISOString() }));
  }

  async hold(actor: Actor, patientId: string, { reason }: LegalHoldSet): Promise<void> {
    const outcome = await this.retention.hold({ id: randomUUID(), clinicId: actor.clinicId, patientId, reason, heldBy: actor.id, now: this.now() });
    if (outcome === 'unknown') throw new NotFoundException('no such patient');
    if (outcome === 'held before') throw new ConflictException('a legal hold stands on this record already');
    await this.note(actor, { action: 'set-legal-hold', subjectKind: 'patient', subjectId: patientId, detail: {} });
  }

  async endHold(actor: Actor, patientId: string): Promise<void> {
    if (!(await this.retention.endHold({ clinicId: actor.clinicId, patientId, now: this.now() }))) throw new NotFoundException('no legal hold on such a patient');
    await this.note(actor, { action: 'end-legal-hold', subjectKind: 'patient', subjectId: patientId, detail: {} });
  }

  private async note(actor: Actor, event: { action: string; subjectKind: string; subjectId: string; detail: Record<string, unknown> }): Promise<void> {
    await this.audit.append({ ...event, at: this.now(), actorKind: 'practitioner', actorId: actor.id });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
