import { DeviceCreate, DeviceCreated } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';
import { DevicesService } from './devices.service.js';

@Controller('api/patients/:patientId/devices')
@ApiBearerAuth()
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Post()
  @Policy('practitioner')
  @Returns(DeviceCreated, 201)
  register(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: DeviceCreate }) body: DeviceCreate): Promise<DeviceCreated> {
    return this.devices.register(actor, patientId, body);
  }
}
