import { randomBytes, randomUUID } from 'node:crypto';
import { DeviceCreate, DeviceCreated, Patient, PatientCreate } from '#libs/contracts';
import { AuditRepository, DeviceRepository, PatientRepository } from '#libs/data';
import { Clock, LiveBus, Policy } from '#libs/platform';
import { Body, Controller, Get, NotFoundException, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../actor.js';
import { Returns } from '../returns.js';

@Controller('api/patients')
@ApiBearerAuth()
export class PatientsController {
  constructor(
    private readonly patients: PatientRepository,
    private readonly devices: DeviceRepository,
    private readonly audit: AuditRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Policy('practitioner')
  @Returns(z.array(Patient))
  list(@CurrentActor() actor: Actor): Promise<Patient[]> {
    return this.patients.list(actor.id);
  }

  @Post()
  @Policy('practitioner')
  @Returns(Patient, 201)
  create(@CurrentActor() actor: Actor, @Body({ schema: PatientCreate }) body: PatientCreate): Promise<Patient> {
    return this.patients.create({ ...body, id: randomUUID(), practitionerId: actor.id, now: new Date(this.clock.now()) });
  }

  /** The secret is told here once; only its hash is kept. */
  @Post(':patientId/devices')
  @Policy('practitioner')
  @Returns(DeviceCreated, 201)
  async register(@CurrentActor() actor: Actor, @Param('patientId', ParseUUIDPipe) patientId: string, @Body({ schema: DeviceCreate }) body: DeviceCreate): Promise<DeviceCreated> {
    const id = randomUUID();
    const secret = randomBytes(32).toString('base64url');
    const now = new Date(this.clock.now());
    const registered = await this.devices.register({ ...body, id, patientId, practitionerId: actor.id, secret, now });
    if (!registered) throw new NotFoundException('no such patient');
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: actor.id, action: 'register-device', subjectKind: 'device', subjectId: id, detail: { source: body.source } });
    this.bus.publish({ hint: 'device-changed', deviceId: id });
    return { id, secret };
  }
}
