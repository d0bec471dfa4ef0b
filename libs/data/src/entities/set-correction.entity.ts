import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('set_correction')
@Index('set_correction_session', ['sessionId', 'saidAt'])
@Index('set_correction_patient', ['patientId'])
@Check('set_correction_set_number_check', `set_number > 0`)
@Check('set_correction_repetitions_check', `repetitions BETWEEN 0 AND 1000`)
export class SetCorrectionEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid') sessionId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('integer') setNumber!: number;
  @Column('integer', { comment: 'what the analysis had counted when it was said' }) counted!: number;
  @Column('integer', { nullable: true, comment: 'null: what was said before is taken back' }) repetitions!: number | null;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') saidBy!: string;
  @Column('timestamptz') saidAt!: Date;
}
