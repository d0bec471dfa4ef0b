import { randomUUID } from 'node:crypto';
import type { Patient, PatientCreate } from '#libs/contracts';
import { AuditRepository, PatientRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';

@Injectable()
export class PatientsService {
  constructor(private readonly patients: PatientRepository, private readonly audit: AuditRepository, private readonly clock: Clock) {}

  list(actor: Actor): Promise<Patient[]> {
    return this.patients.list(actor.id);
  }

  /** Whoever creates a patient is the first of the care team. */
  async create(actor: Actor, body: PatientCreate): Promise<Patient> {
    const now = new Date(this.clock.now());
    const patient = await this.patients.create({ ...body, id: randomUUID(), practitionerId: actor.id, now });
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: actor.id, action: 'create-patient', subjectKind: 'patient', subjectId: patient.id, detail: {} });
    return patient;
  }
}
