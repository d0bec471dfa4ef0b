import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('pre_exercise_check')
@Index('pre_exercise_check_patient', ['patientId', 'answeredAt'])
@Check('pre_exercise_check_source_check', `source IN ('therapist', 'patient')`)
export class PreExerciseCheckEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('jsonb') answers!: object;
  @Column('jsonb', { comment: 'domain GateOutcome, as it was decided then' }) outcome!: object;
  @Column('timestamptz') answeredAt!: Date;
  @Column('text') source!: 'therapist' | 'patient';
  @ForeignKey(() => PractitionerEntity) @Column('uuid', { nullable: true }) enteredBy!: string | null;
}
