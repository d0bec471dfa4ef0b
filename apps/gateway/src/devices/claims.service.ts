import { randomBytes, randomUUID } from 'node:crypto';
import type { ClaimCreated, ClaimRedeem, ClaimRedeemed, ClaimView } from '#libs/contracts';
import { AuditRepository, DeviceClaimRepository, type ClaimRecord } from '#libs/data';
import { claimCode, claimCodeLength, credentialName, readClaimCode } from '#libs/domain';
import { Clock, LiveBus, TokenBuckets } from '#libs/platform';
import { BadRequestException, ConflictException, HttpException, HttpStatus, Injectable, NotFoundException } from '@nestjs/common';
import { kindOf, type Actor } from '../actor.js';

const codeLastsMs = 10 * 60_000;
/** Wrong codes in ten minutes: of one address, and of all together. With 2^50 codes the latter guess one in a hundred million years. */
const wrongOfAddress = { burst: 5, perS: 5 / 600 };
const wrongOfAll = { burst: 200, perS: 200 / 600 };

@Injectable()
export class ClaimsService {
  private readonly ofAddress = new TokenBuckets(wrongOfAddress);
  private readonly ofAll = new TokenBuckets(wrongOfAll);

  constructor(
    private readonly claims: DeviceClaimRepository,
    private readonly audit: AuditRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, patientId: string, label: string): Promise<ClaimCreated> {
    const id = randomUUID();
    const code = claimCode(randomBytes(claimCodeLength));
    const now = this.now();
    const expiresAt = new Date(now.getTime() + codeLastsMs);
    const outcome = await this.claims.create({ id, patientId, practitionerId: actor.id, code, label, now, expiresAt });
    if (outcome === 'unknown') throw new NotFoundException('no such patient');
    if (outcome === 'too-many') throw new HttpException('five codes of this patient are open; let one run out', HttpStatus.TOO_MANY_REQUESTS);
    await this.note(actor, { action: 'create-device-claim', subjectKind: 'device-claim', subjectId: id });
    return { id, code, link: `/claim#${code}`, expiresAt: expiresAt.toISOString() };
  }

  async find(actor: Actor, claimId: string): Promise<ClaimView> {
    const claim = await this.claims.find({ claimId, personId: actor.id, now: this.now() });
    if (claim === null) throw new NotFoundException('no such claim');
    return toView(claim);
  }

  /** A patient's own, that a device has come for. */
  async ofPatient({ id }: Actor): Promise<ClaimView[]> {
    return (await this.claims.redeemedOf(id, this.now())).map(toView);
  }

  async confirm(actor: Actor, claimId: string, number: string): Promise<ClaimView> {
    const outcome = await this.claims.confirm({ claimId, personId: actor.id, number, now: this.now() });
    if (!outcome.ok) throw refusalOf(outcome.reason);
    await this.note(actor, { action: 'claim-device', subjectKind: 'device', subjectId: outcome.deviceId });
    this.bus.publish({ hint: 'device-changed', deviceId: outcome.deviceId });
    return this.find(actor, claimId);
  }

  /** One answer for a code that is unknown, run out, or another device's. Counted before it is looked at, so that many at once are counted too. */
  async redeem({ code, secret, model }: ClaimRedeem, address: string): Promise<ClaimRedeemed> {
    const nowMs = this.clock.now();
    if (!this.ofAddress.take(address, nowMs) || !this.ofAll.take('all', nowMs)) throw new HttpException('too many codes; try again in ten minutes', HttpStatus.TOO_MANY_REQUESTS);
    const read = readClaimCode(code);
    const redeemed = read === null ? null : await this.claims.redeem({ code: read, secret, model, newDeviceId: randomUUID(), now: new Date(nowMs) });
    if (redeemed === null) throw new NotFoundException('no such code');
    this.ofAddress.give(address);
    this.ofAll.give('all');
    const { deviceId, checkNumber, isConfirmed } = redeemed;
    return { deviceId, name: credentialName(deviceId, 1), checkNumber, confirmed: isConfirmed };
  }

  private async note(actor: Actor, subject: { action: string; subjectKind: string; subjectId: string }): Promise<void> {
    await this.audit.append({ at: this.now(), actorKind: kindOf(actor), actorId: actor.id, ...subject, detail: {} });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

function toView(claim: ClaimRecord): ClaimView {
  return { ...claim, deviceId: claim.state === 'confirmed' ? claim.deviceId : null, createdAt: claim.createdAt.toISOString(), expiresAt: claim.expiresAt.toISOString() };
}

function refusalOf(reason: 'unknown' | 'not-redeemed' | 'wrong-number'): HttpException {
  switch (reason) {
    case 'unknown':
      return new NotFoundException('no such claim');
    case 'not-redeemed':
      return new ConflictException('no device has come with this code yet');
    case 'wrong-number':
      return new BadRequestException('number: not the one this device shows');
    default:
      return reason satisfies never;
  }
}
