import { randomUUID } from 'node:crypto';
import type { CalibrationAsk, InvolvedSideChange, Prescription, PrescriptionCreate } from '#libs/contracts';
import { AuditRepository, PatientRepository, PrescriptionRepository, TaughtExerciseRepository, type PrescriptionRecord } from '#libs/data';
import { exerciseById, isCalibrationAsked } from '#libs/domain';
import { Clock } from '#libs/platform';
import { BadRequestException, ConflictException, Injectable, NotFoundException } from '@nestjs/common';
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
    return (await this.prescriptions.list(actor.id, patientId)).map((each) => this.toView(each));
  }

  async find(actor: Actor, prescriptionId: string): Promise<Prescription> {
    const prescription = await this.prescriptions.find(actor.id, prescriptionId);
    if (prescription === null) throw new NotFoundException('no such prescription');
    return this.toView(prescription);
  }

  async create(actor: Actor, patientId: string, body: PrescriptionCreate): Promise<Prescription> {
    if (exerciseById(body.exerciseId) === null && !(await this.taught.active(actor.id)).some(({ id }) => id === body.exerciseId)) throw new BadRequestException(`exerciseId: no exercise "${body.exerciseId}"`);
    const id = randomUUID();
    const now = new Date(this.clock.now());
    const isCreated = await this.prescriptions.create({ ...body, id, patientId, practitionerId: actor.id, now });
    const prescription = isCreated ? await this.prescriptions.find(actor.id, id) : null;
    if (prescription === null) throw new NotFoundException('no such patient');
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: actor.id, action: 'prescribe', subjectKind: 'prescription', subjectId: id, detail: { exerciseId: body.exerciseId } });
    return this.toView(prescription);
  }

  /** Asked twice, or by two of the same opinion, it is done once. */
  async changeInvolvedSide(actor: Actor, prescriptionId: string, { was, involvedSide }: InvolvedSideChange): Promise<Prescription> {
    const isChanged = was !== involvedSide && (await this.prescriptions.changeInvolvedSide(actor.id, prescriptionId, { was, is: involvedSide }));
    const prescription = await this.prescriptions.find(actor.id, prescriptionId);
    if (prescription === null) throw new NotFoundException('no such prescription');
    if (prescription.involvedSide !== involvedSide) throw new ConflictException(`somebody else has changed it meanwhile, to ${prescription.involvedSide ?? 'not said'}`);
    if (isChanged) {
      await this.audit.append({ at: new Date(this.clock.now()), actorKind: 'practitioner', actorId: actor.id, action: 'change-involved-side', subjectKind: 'prescription', subjectId: prescriptionId, detail: { was, is: involvedSide } });
    }
    return this.toView(prescription);
  }

  /** The patient's next session shows how the sensors are worn, before it counts anything. */
  async askCalibration(actor: Actor, prescriptionId: string, { anew }: CalibrationAsk): Promise<Prescription> {
    const prescription = await this.prescriptions.find(actor.id, prescriptionId);
    if (prescription === null) throw new NotFoundException('no such prescription');
    if (!prescription.sensors.some(({ kind }) => kind === 'imu')) throw new ConflictException('none of its sensors measures movement');
    return this.setCalibration(actor, prescriptionId, { at: new Date(this.clock.now()), anew });
  }

  async withdrawCalibration(actor: Actor, prescriptionId: string): Promise<Prescription> {
    return this.setCalibration(actor, prescriptionId, { at: null, anew: false });
  }

  private async setCalibration(actor: Actor, prescriptionId: string, asked: { at: Date | null; anew: boolean }): Promise<Prescription> {
    const isSet = await this.prescriptions.askCalibration(actor.id, prescriptionId, asked);
    const prescription = isSet ? await this.prescriptions.find(actor.id, prescriptionId) : null;
    if (prescription === null) throw new NotFoundException('no such prescription');
    const action = asked.at === null ? 'withdraw-calibration' : 'ask-calibration';
    await this.audit.append({ at: new Date(this.clock.now()), actorKind: 'practitioner', actorId: actor.id, action, subjectKind: 'prescription', subjectId: prescriptionId, detail: { anew: asked.anew } });
    return this.toView(prescription);
  }

  private toView({ taughtName, ...prescription }: PrescriptionRecord): Prescription {
    const { askedAt, session } = prescription.calibration;
    const isAsked = isCalibrationAsked({ askedAtMs: msOf(askedAt), begunAtMs: msOf(session?.startedAt ?? null), nowMs: this.clock.now() });
    const exerciseName = taughtName ?? exerciseById(prescription.exerciseId)?.name ?? prescription.exerciseId;
    return { ...prescription, exerciseName, calibration: { askedAt: isAsked ? askedAt : null, session } };
  }
}

function msOf(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}
