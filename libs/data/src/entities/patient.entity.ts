import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';

@Entity('patient')
@Index('patient_follow_up_due', ['followUpDueAt'], { where: 'follow_up_due_at IS NOT NULL' })
@Check('patient_sex_check', `sex IN ('female', 'male', 'unknown')`)
export class PatientEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @Column('text', { comment: 'sealed' }) displayName!: string;
  @Column('smallint') birthYear!: number;
  @Column('text') sex!: 'female' | 'male' | 'unknown';
  @Column('text', { array: true, default: '{}' }) conditions!: string[];
  @Column('double precision', { nullable: true }) restingHeartRateBpm!: number | null;
  @Column('double precision', { nullable: true }) measuredMaxHeartRateBpm!: number | null;
  @Column('date', { nullable: true }) measuredMaxOn!: string | null;
  @Column('boolean', { default: true }) measuredMaxOnSameMedication!: boolean;
  @Column('boolean', { default: false }) betaBlocker!: boolean;
  @Column('boolean', { default: false }) ivabradine!: boolean;
  @Column('boolean', { default: false }) nonDhpCcb!: boolean;
  @Column('boolean', { default: false }) heartFailure!: boolean;
  @Column('boolean', { default: false }) pacemaker!: boolean;
  @Column('boolean', { default: false }) monitoringRequired!: boolean;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true, comment: 'when their history is next to be looked at; the queue is only a hint of it' }) followUpDueAt!: Date | null;
}
