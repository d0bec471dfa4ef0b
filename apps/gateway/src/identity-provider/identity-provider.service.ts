import { randomUUID } from 'node:crypto';
import type { IdentityProviderSet, IdentityProviderView } from '#libs/contracts';
import { AuditRepository, IdentityProviderRepository, type IdentityProviderRecord } from '#libs/data';
import { Clock } from '#libs/platform';
import { BadRequestException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { OpenId } from './open-id.js';

/** Whom a clinic lets say who its people are, by its admin. */
@Injectable()
export class IdentityProviderService {
  constructor(
    private readonly providers: IdentityProviderRepository,
    private readonly openId: OpenId,
    private readonly audit: AuditRepository,
    private readonly clock: Clock,
  ) {}

  async of({ clinicId }: Actor): Promise<IdentityProviderView | null> {
    const found = await this.providers.ofClinic(clinicId);
    return found === null ? null : view(found);
  }

  /** Kept when a provider answers there. */
  async set(actor: Actor, { issuer, clientId, clientSecret, secondFactor, acr }: IdentityProviderSet): Promise<IdentityProviderView> {
    const before = await this.providers.ofClinic(actor.clinicId);
    const same = before?.issuer === issuer ? before : null;
    const id = same?.id ?? randomUUID();
    const secret = clientSecret ?? same?.clientSecret;
    if (secret === undefined) throw new BadRequestException('clientSecret: needed for another issuer');
    const { clinicId, clinicName } = actor;
    const provider: IdentityProviderRecord = { id, clinicId, clinicName, issuer, clientId, clientSecret: secret, secondFactor, acr, changedAt: new Date(this.clock.now()) };
    await this.openId.check(provider);
    await this.providers.set(provider);
    await this.note(actor, 'set-identity-provider', { providerId: id, secondFactor, isAnother: same === null });
    return view(provider);
  }

  async remove(actor: Actor): Promise<void> {
    if (!(await this.providers.remove(actor.clinicId))) throw new NotFoundException('your clinic has no identity provider');
    await this.note(actor, 'remove-identity-provider', {});
  }

  private async note(actor: Actor, action: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append({ at: new Date(this.clock.now()), actorKind: 'practitioner', actorId: actor.id, action, subjectKind: 'clinic', subjectId: actor.clinicId, detail });
  }
}

function view({ id, issuer, clientId, secondFactor, acr, changedAt }: IdentityProviderRecord): IdentityProviderView {
  return { id, issuer, clientId, secondFactor, acr, changedAt: changedAt.toISOString() };
}
