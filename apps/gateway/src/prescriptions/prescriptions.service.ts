import { randomUUID } from 'node:crypto';
import type { Prescription, PrescriptionCreate } from '#libs/contracts';
import { AuditRepository, PatientRepository, PrescriptionRepository, TaughtExerciseRepository, type PrescriptionRecord } from '#libs/data';
import { exerciseById } from '#libs/domain';
import { Clock } from '#libs/platform';
import { BadRequestException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

@Injectable()
export class PrescriptionsService {
  constructor(
    private readonly prescriptions: PrescriptionRepository,
    private readonly patients: PatientRepository,
    private readonly taught: TaughtExerciseRepository,
    private readonly audit: AuditRepository,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, patientId: string): Promise<Prescription[]> {
    if ((await this.patients.find(actor.id, patientId)) === null) throw new NotFoundException('no such patient');
    return (await this.prescriptions.list(actor.id, patientId)).map(withName);
  }

  async create(actor: Actor, patientId: string, body: PrescriptionCreate): Promise<Prescription> {
    if (exerciseById(body.exerciseId) === null && !(await this.taught.active(actor.id)).some(({ id }) => id === body.exerciseId)) throw new BadRequestException(`exerciseId: no exercise "${body.exerciseId}"`);
    const id = randomUUID();
    const now = new Date(this.clock.now());
    const isCreated = await this.prescriptions.create({ ...body, id, patientId, practitionerId: actor.id, now });
    const prescription = isCreated ? await this.prescriptions.find(actor.id, id) : null;
    if (prescription === null) throw new NotFoundException('no such patient');
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: actor.id, action: 'prescribe', subjectKind: 'prescription', subjectId: id, detail: { exerciseId: body.exerciseId } });
    return withName(prescription);
  }
}

function withName({ taughtName, ...prescription }: PrescriptionRecord): Prescription {
  return { ...prescription, exerciseName: taughtName ?? exerciseById(prescription.exerciseId)?.name ?? prescription.exerciseId };
}
