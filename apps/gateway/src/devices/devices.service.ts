import { randomBytes, randomUUID } from 'node:crypto';
import type { DeviceCreate, DeviceCreated } from '#libs/contracts';
import { AuditRepository, DeviceRepository } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

const secretBytes = 32;

@Injectable()
export class DevicesService {
  constructor(
    private readonly devices: DeviceRepository,
    private readonly audit: AuditRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  /** The secret is told here once; only its hash is kept. */
  async register(actor: Actor, patientId: string, body: DeviceCreate): Promise<DeviceCreated> {
    const id = randomUUID();
    const secret = randomBytes(secretBytes).toString('base64url');
    const now = new Date(this.clock.now());
    const isRegistered = await this.devices.register({ ...body, id, patientId, practitionerId: actor.id, secret, now });
    if (!isRegistered) throw new NotFoundException('no such patient');
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: actor.id, action: 'register-device', subjectKind: 'device', subjectId: id, detail: { source: body.source } });
    this.bus.publish({ hint: 'device-changed', deviceId: id });
    return { id, secret };
  }
}
