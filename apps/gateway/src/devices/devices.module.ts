import { Module } from '@nestjs/common';
import { ClaimsController } from './claims.controller.js';
import { ClaimsService } from './claims.service.js';
import { DevicesController } from './devices.controller.js';
import { DevicesService } from './devices.service.js';
import { OwnDeviceController } from './own-device.controller.js';
import { OwnDeviceService } from './own-device.service.js';

@Module({ controllers: [ClaimsController, DevicesController, OwnDeviceController], providers: [ClaimsService, DevicesService, OwnDeviceService] })
export class DevicesModule {}
