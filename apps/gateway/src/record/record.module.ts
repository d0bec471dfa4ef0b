import { Module } from '@nestjs/common';
import { EmergencyController } from './emergency.controller.js';
import { ExerciseNowController } from './exercise-now.controller.js';
import { RecordController } from './record.controller.js';
import { RecordService } from './record.service.js';

@Module({ controllers: [RecordController, EmergencyController, ExerciseNowController], providers: [RecordService] })
export class RecordModule {}
