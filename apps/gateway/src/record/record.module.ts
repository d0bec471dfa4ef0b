import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { EmergencyController } from './emergency.controller.js';
import { ExerciseNowController } from './exercise-now.controller.js';
import { RecordController } from './record.controller.js';
import { RecordService } from './record.service.js';

@Module({ imports: [AlertsModule], controllers: [RecordController, EmergencyController, ExerciseNowController], providers: [RecordService] })
export class RecordModule {}
