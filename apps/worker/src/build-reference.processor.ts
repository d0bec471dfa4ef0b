import { AnalysisRepository, ReferenceRepository } from '#libs/data';
import { buildReference, buildWalkReference, doubtOfSignal } from '#libs/domain';
import { Injectable } from '@nestjs/common';
import { recordedMovement } from './recorded-movement.js';

/** `build-reference { referenceId }`: boils the approved repetitions of a calibration session, and the faults shown beside them, down to the patient's reference (clinical D1). */
@Injectable()
export class BuildReferenceProcessor {
  constructor(private readonly references: ReferenceRepository, private readonly analysis: AnalysisRepository) {}

  async process({ referenceId }: { referenceId: string }): Promise<void> {
    const order = await this.references.loadForBuilding(referenceId);
    if (order === null) return;
    const prescription = await this.analysis.prescriptionOf(order.sessionId);
    const blocks = await recordedMovement(this.analysis, order.streams);
    const input = { blocks, approved: order.approved, exercise: prescription.exercise, side: prescription.side, sensors: prescription.sensors, goniometerDeg: order.goniometerDeg };
    const asItIsToBe = order.approved.filter(({ type }) => type === undefined);
    const built = prescription.exercise.scoring === 'gait' ? buildWalkReference({ ...input, approved: asItIsToBe }) : buildReference(input);
    if (!built.ok) return this.references.refuse(referenceId, `${built.reason}: ${built.detail}`);
    const carriers = 'kind' in built.value ? built.value.sensors : [...built.value.sensors, ...(built.value.otherSide?.sensors ?? [])];
    const doubt = doubtOfSignal({ blocks, approved: asItIsToBe, sensors: prescription.sensors, carriers });
    if (doubt === null) await this.references.activate(referenceId, built.value);
    else await this.references.refuse(referenceId, doubt);
  }
}
