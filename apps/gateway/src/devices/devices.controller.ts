import { DeviceCreate, DeviceCreated, DeviceRevoke, DeviceView, RecoveryTicket } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany, ReturnsNothing } from '../returns.js';
import { DevicesService } from './devices.service.js';

@Controller('api')
@ApiBearerAuth()
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Get('patients/:patientId/devices')
  @Policy('practitioner')
  @ReturnsMany(DeviceView)
  list(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<DeviceView[]> {
    return this.devices.list(actor, patientId);
  }

  /** Without a claim, for a device that is set up where the therapist is. */
  @Post('patients/:patientId/devices')
  @Policy('practitioner')
  @Returns(DeviceCreated, 201)
  register(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: DeviceCreate }) body: DeviceCreate): Promise<DeviceCreated> {
    return this.devices.register(actor, patientId, body);
  }

  /** Its connections are cut within two seconds, and what it alone was recording is over. */
  @Post('devices/:deviceId/revocation')
  @Policy('practitioner')
  @ReturnsNothing()
  revoke(@CurrentActor() actor: Actor, @IdParam('deviceId') deviceId: string, @Body({ schema: DeviceRevoke }) { reason }: DeviceRevoke): Promise<void> {
    return this.devices.revoke(actor, deviceId, reason);
  }

  /** The device makes itself a new credential when it hears of it; the old one goes on until the new one is kept. */
  @Post('devices/:deviceId/rotation')
  @Policy('practitioner')
  @ReturnsNothing()
  rotate(@CurrentActor() actor: Actor, @IdParam('deviceId') deviceId: string): Promise<void> {
    return this.devices.askRotation(actor, deviceId);
  }

  /** For a revoked device that still holds what it recorded. The one before ends. */
  @Post('devices/:deviceId/recovery-ticket')
  @Policy('practitioner')
  @Returns(RecoveryTicket, 201)
  recover(@CurrentActor() actor: Actor, @IdParam('deviceId') deviceId: string): Promise<RecoveryTicket> {
    return this.devices.issueRecovery(actor, deviceId);
  }
}
