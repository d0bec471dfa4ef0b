import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('taught_exercise')
@Index('taught_exercise_clinic', ['clinicId'])
@Check('taught_exercise_state_check', `state IN ('building', 'draft', 'refused', 'active', 'withdrawn')`)
export class TaughtExerciseEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid', { nullable: true, comment: 'whose own version it is; null: the whole clinic may prescribe it' }) patientId!: string | null;
  @Column('text') name!: string;
  @Column('text') state!: 'building' | 'draft' | 'refused' | 'active' | 'withdrawn';
  @Column('jsonb', { nullable: true, comment: 'the exercise, as one of the catalogue; null until it is built' }) content!: object | null;
  @Column('timestamptz') createdAt!: Date;
}

@Entity('exercise_lesson')
@Index('exercise_lesson_patient', ['patientId'])
export class ExerciseLessonEntity {
  @ForeignKey(() => TaughtExerciseEntity) @PrimaryColumn('uuid') exerciseId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid') sessionId!: string;
  @Column('jsonb') words!: object;
  @Column('jsonb') approved!: object;
  @Column('jsonb', { nullable: true }) reference!: object | null;
  @Column('text', { nullable: true }) refusal!: string | null;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') taughtBy!: string;
}
