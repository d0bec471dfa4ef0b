import { Module } from '@nestjs/common';
import { CalibrationController } from './calibration.controller.js';
import { InvolvedSideController } from './involved-side.controller.js';
import { PrescriptionsController } from './prescriptions.controller.js';
import { PrescriptionsService } from './prescriptions.service.js';

@Module({ controllers: [PrescriptionsController, CalibrationController, InvolvedSideController], providers: [PrescriptionsService] })
export class PrescriptionsModule {}
