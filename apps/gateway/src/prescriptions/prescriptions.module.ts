import { Module } from '@nestjs/common';
import { PrescriptionsController } from './prescriptions.controller.js';
import { PrescriptionsService } from './prescriptions.service.js';

@Module({ controllers: [PrescriptionsController], providers: [PrescriptionsService] })
export class PrescriptionsModule {}
