import { randomBytes, randomUUID } from 'node:crypto';
import type { InvitationAccept, InvitationGreeting, InvitationMade, InvitationView, StaffInvite } from '#libs/contracts';
import { AuditRepository, InvitationRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { hashNewPassword } from '../sign-in/new-password.js';
import { SignInTries } from '../sign-in/sign-in-tries.js';

const tokenBytes = 32;
/** Long enough for a weekend. */
const lastsMs = 72 * 3_600_000;

@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly audit: AuditRepository,
    private readonly tries: SignInTries,
    private readonly clock: Clock,
  ) {}

  async inviteStaff(actor: Actor, { displayName, roles }: StaffInvite): Promise<InvitationMade> {
    const made = this.newInvitation();
    await this.invitations.inviteStaff({ ...made, clinicId: actor.clinicId, displayName, roles, invitedBy: actor.id });
    await this.note(actor, 'invite', made.id, { roles });
    return told(made);
  }

  async invitePatient(actor: Actor, patientId: string): Promise<InvitationMade> {
    const made = this.newInvitation();
    if (!(await this.invitations.invitePatient({ ...made, patientId, invitedBy: actor.id }))) throw new NotFoundException('no such patient');
    await this.note(actor, 'invite-patient', made.id, { patientId });
    return told(made);
  }

  async open(actor: Actor): Promise<InvitationView[]> {
    const open = await this.invitations.open(actor.clinicId, this.now());
    return open.map(({ createdAt, expiresAt, ...rest }) => ({ ...rest, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() }));
  }

  async withdraw(actor: Actor, id: string): Promise<void> {
    if (!(await this.invitations.withdraw({ id, clinicId: actor.clinicId, now: this.now() }))) throw new NotFoundException('no such invitation');
    await this.note(actor, 'withdraw-invitation', id, {});
  }

  async greet(token: string, address: string): Promise<InvitationGreeting> {
    await this.tries.link('invitation', address);
    const greeting = await this.invitations.greeting(token, this.now());
    if (greeting === null) throw new NotFoundException('no such invitation: it may have been used, withdrawn, or be too old');
    return greeting;
  }

  /** Whose account it is now. */
  async accept({ token, signInName, password }: InvitationAccept, address: string): Promise<string> {
    const { displayName, clinicName } = await this.greet(token, address);
    const passwordHash = await hashNewPassword(password, [signInName, displayName, clinicName]);
    const outcome = await this.invitations.accept({ token, signInName, passwordHash, identity: null, newAccountId: randomUUID(), now: this.now() });
    if (outcome.ok) return outcome.accountId;
    if (outcome.reason === 'name-taken') throw new ConflictException('signInName: somebody has it already');
    throw new NotFoundException('no such invitation: it may have been used, withdrawn, or be too old');
  }

  private newInvitation(): { id: string; token: string; now: Date; expiresAt: Date } {
    const now = this.now();
    return { id: randomUUID(), token: randomBytes(tokenBytes).toString('base64url'), now, expiresAt: new Date(now.getTime() + lastsMs) };
  }

  private async note(actor: Actor, action: string, invitationId: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append({ at: this.now(), actorKind: 'practitioner', actorId: actor.id, action, subjectKind: 'invitation', subjectId: invitationId, detail });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

function told({ id, token, expiresAt }: { id: string; token: string; expiresAt: Date }): InvitationMade {
  return { id, token, expiresAt: expiresAt.toISOString() };
}
