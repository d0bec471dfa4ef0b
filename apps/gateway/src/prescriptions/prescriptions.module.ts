import { Module } from '@nestjs/common';
import { CalibrationController } from './calibration.controller.js';
import { InvolvedSideController } from './involved-side.controller.js';
import { LimitsController } from './limits.controller.js';
import { LimitsService } from './limits.service.js';
import { PrescriptionsController } from './prescriptions.controller.js';
import { PrescriptionsService } from './prescriptions.service.js';

@Module({ controllers: [PrescriptionsController, CalibrationController, InvolvedSideController, LimitsController], providers: [PrescriptionsService, LimitsService] })
export class PrescriptionsModule {}
