import { AnalysisRepository, TaughtExerciseRepository } from '#libs/data';
import { doubtOfSignal, teachExercise } from '#libs/domain';
import { Injectable } from '@nestjs/common';
import { recordedMovement } from './recorded-movement.js';

/** `teach-exercise { exerciseId }`: makes a draft of what a therapist approved of a recorded set, or says why it cannot (row C10). */
@Injectable()
export class TeachExerciseProcessor {
  constructor(private readonly taught: TaughtExerciseRepository, private readonly analysis: AnalysisRepository) {}

  async process({ exerciseId }: { exerciseId: string }): Promise<void> {
    const order = await this.taught.loadForBuilding(exerciseId);
    if (order === null) return;
    const { name, words, approved } = order;
    const { exercise: basis, sensors, side } = await this.analysis.prescriptionOf(order.sessionId);
    const blocks = await recordedMovement(this.analysis, order.streams);
    const built = teachExercise({ blocks, approved, sensors, side, basis, words: { ...words, id: exerciseId, name } });
    if (!built.ok) return this.taught.refuse(exerciseId, `${built.reason}: ${built.detail}`);
    const doubt = doubtOfSignal({ blocks, approved, sensors, carriers: built.value.reference.sensors });
    if (doubt === null) await this.taught.keep(exerciseId, built.value);
    else await this.taught.refuse(exerciseId, doubt);
  }
}
