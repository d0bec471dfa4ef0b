import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AlertEntity } from './alert.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('alert_comment')
@Index('alert_comment_alert', ['alertId', 'saidAt'])
@Index('alert_comment_patient', ['patientId'])
export class AlertCommentEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AlertEntity) @Column('uuid') alertId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('text', { comment: 'sealed' }) words!: string;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') saidBy!: string;
  @Column('timestamptz') saidAt!: Date;
}
