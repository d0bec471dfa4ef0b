import { randomUUID } from 'node:crypto';
import { Reference, ReferenceCreate } from '#libs/contracts';
import { ReferenceRepository } from '#libs/data';
import { Clock, JobQueue, Policy } from '#libs/platform';
import { Body, Controller, Get, NotFoundException, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Returns } from '../returns.js';

/** The therapist approves repetitions of a calibration session; a worker makes the reference of them. */
@Controller('api')
@ApiBearerAuth()
export class ReferencesController {
  constructor(private readonly references: ReferenceRepository, private readonly queue: JobQueue, private readonly clock: Clock) {}

  @Post('prescriptions/:prescriptionId/references')
  @Policy('practitioner')
  @Returns(Reference, 201)
  async create(@CurrentActor() actor: Actor, @Param('prescriptionId', ParseUUIDPipe) prescriptionId: string, @Body({ schema: ReferenceCreate }) body: ReferenceCreate): Promise<Reference> {
    const id = randomUUID();
    const created = await this.references.create({ ...body, id, prescriptionId, practitionerId: actor.id, now: new Date(this.clock.now()) });
    if (!created) throw new NotFoundException('no such prescription or session');
    await this.queue.enqueue('build-reference', { referenceId: id }, { deduplicationId: id });
    return { id, state: 'building', refusal: null, repetitions: null, provisional: null };
  }

  @Get('references/:referenceId')
  @Policy('practitioner')
  @Returns(Reference)
  async find(@CurrentActor() actor: Actor, @Param('referenceId', ParseUUIDPipe) referenceId: string): Promise<Reference> {
    const reference = await this.references.find(actor.id, referenceId);
    if (reference === null) throw new NotFoundException('no such reference');
    return reference;
  }
}
