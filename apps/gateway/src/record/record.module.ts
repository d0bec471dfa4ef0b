import { Module } from '@nestjs/common';
import { EmergencyController } from './emergency.controller.js';
import { RecordController } from './record.controller.js';
import { RecordService } from './record.service.js';

@Module({ controllers: [RecordController, EmergencyController], providers: [RecordService] })
export class RecordModule {}
