import type { CareTeam, CareTeamJoin, StaffMember } from '#libs/contracts';
import { AuditRepository, ClinicPeopleRepository } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { BadRequestException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

@Injectable()
export class PeopleService {
  constructor(
    private readonly people: ClinicPeopleRepository,
    private readonly audit: AuditRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  async staff({ clinicId }: Actor): Promise<StaffMember[]> {
    return (await this.people.staff(clinicId)).map(({ closedAt, ...rest }) => ({ ...rest, closedAt: closedAt?.toISOString() ?? null }));
  }

  careTeams({ clinicId }: Actor): Promise<CareTeam[]> {
    return this.people.careTeams(clinicId);
  }

  async join(actor: Actor, patientId: string, { practitionerId, until, isBackup }: CareTeamJoin): Promise<void> {
    const now = this.now();
    const end = until === null ? null : new Date(until);
    if (end !== null && end <= now) throw new BadRequestException('until: lies in the past');
    if (!(await this.people.join({ clinicId: actor.clinicId, patientId, practitionerId, until: end, isBackup, now }))) throw new NotFoundException('no such patient or therapist, or in the team already');
    await this.changed(actor, { action: 'join-care-team', subjectKind: 'patient', subjectId: patientId, detail: { practitionerId, until, isBackup } }, practitionerId);
  }

  async leave(actor: Actor, patientId: string, practitionerId: string): Promise<void> {
    if (!(await this.people.leave({ clinicId: actor.clinicId, patientId, practitionerId, now: this.now() }))) throw new NotFoundException('not in this team');
    await this.changed(actor, { action: 'leave-care-team', subjectKind: 'patient', subjectId: patientId, detail: { practitionerId } }, practitionerId);
  }

  async closeAccount(actor: Actor, accountId: string): Promise<void> {
    if (accountId === actor.id) throw new BadRequestException('accountId: nobody closes their own account');
    if (!(await this.people.closeAccount({ clinicId: actor.clinicId, accountId, now: this.now() }))) throw new NotFoundException('no such open account');
    await this.changed(actor, { action: 'close-account', subjectKind: 'account', subjectId: accountId, detail: {} }, accountId);
  }

  async reopenAccount(actor: Actor, accountId: string): Promise<void> {
    if (!(await this.people.reopenAccount({ clinicId: actor.clinicId, accountId }))) throw new NotFoundException('no such closed account');
    await this.changed(actor, { action: 'reopen-account', subjectKind: 'account', subjectId: accountId, detail: {} }, accountId);
  }

  private async changed(actor: Actor, event: { action: string; subjectKind: string; subjectId: string; detail: Record<string, unknown> }, accountId: string): Promise<void> {
    this.bus.publish({ hint: 'access-changed', accountIds: [accountId] });
    await this.audit.append({ ...event, at: this.now(), actorKind: 'practitioner', actorId: actor.id });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
