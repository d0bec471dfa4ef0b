import { isDeepStrictEqual } from 'node:util';
import type { LimitsChange, Prescription } from '#libs/contracts';
import { AuditRepository, PrescriptionRepository, WhatIfRepository } from '#libs/data';
import { defaultLimits, withTried, type PrescribedLimits } from '#libs/domain';
import { Clock } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { PrescriptionsService } from './prescriptions.service.js';

/** Limits of the built-in rules for one prescription: set only as they were tried (feature E9). */
@Injectable()
export class LimitsService {
  constructor(
    private readonly prescriptions: PrescriptionRepository,
    private readonly whatIfs: WhatIfRepository,
    private readonly views: PrescriptionsService,
    private readonly audit: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /** Asked twice, or by two of the same opinion, it is done once. */
  async change(actor: Actor, prescriptionId: string, { was, whatIfId }: LimitsChange): Promise<Prescription> {
    const is = whatIfId === null ? defaultLimits : await this.tried(actor, { prescriptionId, whatIfId, was });
    const isChanged = !isDeepStrictEqual(was, is) && (await this.prescriptions.changeLimits(actor.id, prescriptionId, { was, is }));
    const prescription = await this.views.find(actor, prescriptionId);
    if (!isDeepStrictEqual(prescription.limits, is)) throw new ConflictException('somebody else has set other limits meanwhile');
    if (isChanged) {
      await this.audit.append({ at: new Date(this.clock.now()), actorKind: 'practitioner', actorId: actor.id, action: 'change-limits', subjectKind: 'prescription', subjectId: prescriptionId, detail: { was, is } });
    }
    return prescription;
  }

  private async tried(actor: Actor, { prescriptionId, whatIfId, was }: { prescriptionId: string; whatIfId: string; was: PrescribedLimits }): Promise<PrescribedLimits> {
    const tried = await this.whatIfs.tried(actor.id, { whatIfId, prescriptionId });
    if (tried === null) throw new NotFoundException('no such question about this prescription');
    if (!tried.isDone) throw new ConflictException('first see what they would have told in the last 30 days');
    const is = withTried(was, tried.limits);
    if (is === null) throw new ConflictException('the hard limit would be below the ceiling');
    return is;
  }
}
