import type { CredentialCreated, OwnDevice } from '#libs/contracts';
import { AuditRepository, DeviceCredentialRepository, type DeviceIdentity } from '#libs/data';
import { credentialName } from '#libs/domain';
import { Clock, LiveBus } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';

/** [P]; as NIST SP 800-57 part 1, 5.3.6, wants a period for every key. */
const credentialLastsMs = 90 * 24 * 3_600_000;

@Injectable()
export class OwnDeviceService {
  constructor(
    private readonly credentials: DeviceCredentialRepository,
    private readonly audit: AuditRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  async find(device: DeviceIdentity): Promise<OwnDevice> {
    const own = await this.credentials.own(device);
    if (own === null) throw new NotFoundException('no such device');
    const { deviceId, number, createdAt, rotationAskedAt } = own;
    const isOld = this.clock.now() - createdAt.getTime() > credentialLastsMs;
    return { deviceId, name: credentialName(deviceId, number), credentialAt: createdAt.toISOString(), rotationDue: rotationAskedAt !== null || isOld };
  }

  async create({ deviceId }: DeviceIdentity, secret: string): Promise<CredentialCreated> {
    const number = await this.credentials.rotate(deviceId, secret, this.now());
    if (number === null) throw new ConflictException('this device has been revoked');
    this.bus.publish({ hint: 'device-changed', deviceId });
    return { name: credentialName(deviceId, number) };
  }

  async confirm(device: DeviceIdentity): Promise<void> {
    const { deviceId, number } = device;
    const retired = await this.credentials.confirm(device, this.now());
    if (retired.length === 0) return;
    this.bus.publish({ hint: 'device-changed', deviceId });
    await this.audit.append({ at: this.now(), actorKind: 'device', actorId: deviceId, action: 'rotate-credential', subjectKind: 'device', subjectId: deviceId, detail: { number } });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
