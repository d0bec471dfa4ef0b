import { randomUUID } from 'node:crypto';
import { Prescription, PrescriptionCreate } from '#libs/contracts';
import { PrescriptionRepository, type PrescriptionRecord } from '#libs/data';
import { exerciseById, exercises } from '#libs/domain';
import { Clock, Policy } from '#libs/platform';
import { BadRequestException, Body, Controller, Get, NotFoundException, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../actor.js';
import { Returns } from '../returns.js';

const ExerciseView = z.object({ id: z.string(), name: z.string(), aerobic: z.boolean() }).meta({ id: 'Exercise' });

@Controller('api')
@ApiBearerAuth()
export class PrescriptionsController {
  constructor(private readonly prescriptions: PrescriptionRepository, private readonly clock: Clock) {}

  @Get('exercises')
  @Policy('practitioner')
  @Returns(z.array(ExerciseView))
  catalogue(): z.infer<typeof ExerciseView>[] {
    return exercises;
  }

  @Get('patients/:patientId/prescriptions')
  @Policy('practitioner')
  @Returns(z.array(Prescription))
  async list(@CurrentActor() actor: Actor, @Param('patientId', ParseUUIDPipe) patientId: string): Promise<Prescription[]> {
    return (await this.prescriptions.list(actor.id, patientId)).map(withName);
  }

  @Post('patients/:patientId/prescriptions')
  @Policy('practitioner')
  @Returns(Prescription, 201)
  async create(@CurrentActor() actor: Actor, @Param('patientId', ParseUUIDPipe) patientId: string, @Body({ schema: PrescriptionCreate }) body: PrescriptionCreate): Promise<Prescription> {
    if (exerciseById(body.exerciseId) === null) throw new BadRequestException(`exerciseId: no exercise "${body.exerciseId}"`);
    const id = randomUUID();
    const created = await this.prescriptions.create({ ...body, id, patientId, practitionerId: actor.id, now: new Date(this.clock.now()) });
    const prescription = created ? await this.prescriptions.find(actor.id, id) : null;
    if (prescription === null) throw new NotFoundException('no such patient');
    return withName(prescription);
  }
}

function withName(prescription: PrescriptionRecord): Prescription {
  return { ...prescription, exerciseName: exerciseById(prescription.exerciseId)?.name ?? prescription.exerciseId };
}
