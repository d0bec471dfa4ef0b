import { randomUUID } from 'node:crypto';
import type { Reference, ReferenceCreate } from '#libs/contracts';
import { AuditRepository, ReferenceRepository } from '#libs/data';
import { Clock, JobQueue } from '#libs/platform';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

/** The therapist approves repetitions of a calibration session; a worker makes the reference of them. */
@Injectable()
export class ReferencesService {
  constructor(
    private readonly references: ReferenceRepository,
    private readonly audit: AuditRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, prescriptionId: string, { shown, ...body }: ReferenceCreate): Promise<Reference> {
    const id = randomUUID();
    const now = new Date(this.clock.now());
    const isCreated = await this.references.create({ ...body, approved: [...body.approved, ...shown], id, prescriptionId, practitionerId: actor.id, now });
    if (!isCreated) throw new NotFoundException('no such prescription or session');
    const detail = { repetitions: body.approved.length, faults: shown.length, isMeasured: body.goniometerDeg !== undefined };
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: actor.id, action: 'approve-reference', subjectKind: 'reference', subjectId: id, detail });
    await this.queue.enqueue('build-reference', { referenceId: id }, { deduplicationId: id });
    return { id, state: 'building', refusal: null, repetitions: null, provisional: null, faults: [] };
  }

  async find(actor: Actor, referenceId: string): Promise<Reference> {
    const reference = await this.references.find(actor.id, referenceId);
    if (reference === null) throw new NotFoundException('no such reference');
    return reference;
  }
}
