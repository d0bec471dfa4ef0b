import { Module } from '@nestjs/common';
import { IntensityController } from './intensity.controller.js';
import { PatientIntensityService } from './patient-intensity.service.js';
import { SessionIntensityService } from './session-intensity.service.js';

@Module({ controllers: [IntensityController], providers: [SessionIntensityService, PatientIntensityService] })
export class IntensityModule {}
