import { CredentialCreate, CredentialCreated, OwnDevice } from '#libs/contracts';
import type { DeviceIdentity } from '#libs/data';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBasicAuth } from '@nestjs/swagger';
import { CurrentDevice } from '../actor.js';
import { Returns, ReturnsNothing } from '../returns.js';
import { OwnDeviceService } from './own-device.service.js';

/** What a device does about itself, proving itself by its credential. */
@Controller('api/device')
@ApiBasicAuth()
export class OwnDeviceController {
  constructor(private readonly device: OwnDeviceService) {}

  @Get()
  @Policy('device')
  @Returns(OwnDevice)
  find(@CurrentDevice() device: DeviceIdentity): Promise<OwnDevice> {
    return this.device.find(device);
  }

  /** A new credential beside the one in use. Keep the secret first, then ask; asking again with it is harmless. */
  @Post('credentials')
  @Policy('device')
  @Returns(CredentialCreated, 201)
  create(@CurrentDevice() device: DeviceIdentity, @Body({ schema: CredentialCreate }) { secret }: CredentialCreate): Promise<CredentialCreated> {
    return this.device.create(device, secret);
  }

  /** Said with the new credential: it is kept, the ones before are over. */
  @Post('credentials/confirmation')
  @Policy('device')
  @ReturnsNothing()
  confirm(@CurrentDevice() device: DeviceIdentity): Promise<void> {
    return this.device.confirm(device);
  }
}
