import { randomBytes, randomUUID } from 'node:crypto';
import type { DeviceCreate, DeviceCreated, DeviceRevoke, DeviceView, RecoveryTicket } from '#libs/contracts';
import { AuditRepository, DeviceCredentialRepository, DeviceRepository } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

const secretBytes = 32;
/** Time to find the phone and a network; short enough that a ticket on a piece of paper is soon worth nothing. [P] */
const recoveryLastsMs = 72 * 3_600_000;

@Injectable()
export class DevicesService {
  constructor(
    private readonly devices: DeviceRepository,
    private readonly credentials: DeviceCredentialRepository,
    private readonly audit: AuditRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, patientId: string): Promise<DeviceView[]> {
    const devices = await this.devices.list({ practitionerId: actor.id, patientId, now: this.now() });
    if (devices === null) throw new NotFoundException('no such patient');
    return devices.map((device) => ({
      ...device,
      createdAt: device.createdAt.toISOString(),
      revokedAt: iso(device.revokedAt),
      rotationAskedAt: iso(device.rotationAskedAt),
      credentialAt: iso(device.credentialAt),
      lastStreamAt: iso(device.lastStreamAt),
    }));
  }

  /** The secret is told here once; only its hash is kept. */
  async register(actor: Actor, patientId: string, body: DeviceCreate): Promise<DeviceCreated> {
    const id = randomUUID();
    const secret = newSecret();
    const isRegistered = await this.devices.register({ ...body, id, patientId, practitionerId: actor.id, secret, now: this.now() });
    if (!isRegistered) throw new NotFoundException('no such patient');
    await this.note(actor, 'register-device', id, { source: body.source });
    this.bus.publish({ hint: 'device-changed', deviceId: id });
    return { id, secret };
  }

  async revoke(actor: Actor, deviceId: string, reason: DeviceRevoke['reason']): Promise<void> {
    const revoked = await this.devices.revoke({ deviceId, practitionerId: actor.id, reason, now: this.now() });
    if (revoked === null) throw new NotFoundException('no such device');
    this.bus.publish({ hint: 'device-changed', deviceId });
    for (const sessionId of revoked.ended) this.bus.publish({ hint: 'session-changed', sessionId, patientId: revoked.patientId, change: 'ended' });
    await this.note(actor, 'revoke-device', deviceId, { reason });
  }

  async askRotation(actor: Actor, deviceId: string): Promise<void> {
    if (!(await this.devices.askRotation({ deviceId, practitionerId: actor.id, now: this.now() }))) throw new NotFoundException('no such device');
    this.bus.publish({ hint: 'rotation-asked', deviceId });
    await this.note(actor, 'ask-rotation', deviceId, {});
  }

  async issueRecovery(actor: Actor, deviceId: string): Promise<RecoveryTicket> {
    const secret = newSecret();
    const now = this.now();
    const expiresAt = new Date(now.getTime() + recoveryLastsMs);
    const name = await this.credentials.issueRecovery({ deviceId, practitionerId: actor.id, secret, now, expiresAt });
    if (name === null) throw new NotFoundException('no such revoked device');
    this.bus.publish({ hint: 'device-changed', deviceId });
    await this.note(actor, 'issue-recovery-ticket', deviceId, {});
    return { name, secret, expiresAt: expiresAt.toISOString() };
  }

  private async note(actor: Actor, action: string, deviceId: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append({ at: this.now(), actorKind: 'practitioner', actorId: actor.id, action, subjectKind: 'device', subjectId: deviceId, detail });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
