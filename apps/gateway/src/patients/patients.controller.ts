import { Patient, PatientCreate } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Returns, ReturnsMany } from '../returns.js';
import { PatientsService } from './patients.service.js';

@Controller('api/patients')
@ApiBearerAuth()
export class PatientsController {
  constructor(private readonly patients: PatientsService) {}

  @Get()
  @Policy('practitioner')
  @ReturnsMany(Patient)
  list(@CurrentActor() actor: Actor): Promise<Patient[]> {
    return this.patients.list(actor);
  }

  @Post()
  @Policy('practitioner')
  @Returns(Patient, 201)
  create(@CurrentActor() actor: Actor, @Body({ schema: PatientCreate }) body: PatientCreate): Promise<Patient> {
    return this.patients.create(actor, body);
  }
}
