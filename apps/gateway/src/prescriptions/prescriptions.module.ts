import { Module } from '@nestjs/common';
import { CalibrationController } from './calibration.controller.js';
import { PrescriptionsController } from './prescriptions.controller.js';
import { PrescriptionsService } from './prescriptions.service.js';

@Module({ controllers: [PrescriptionsController, CalibrationController], providers: [PrescriptionsService] })
export class PrescriptionsModule {}
