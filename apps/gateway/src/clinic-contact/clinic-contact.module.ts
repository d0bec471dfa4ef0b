import { Module } from '@nestjs/common';
import { ClinicContactController } from './clinic-contact.controller.js';
import { ClinicContactService } from './clinic-contact.service.js';

@Module({ controllers: [ClinicContactController], providers: [ClinicContactService] })
export class ClinicContactModule {}
