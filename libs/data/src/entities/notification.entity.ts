import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AlertEntity } from './alert.entity.js';
import { PatientEntity } from './patient.entity.js';

@Entity('notification')
@Index('notification_alert', ['alertId'])
@Index('notification_due', ['dueAt'], { where: 'due_at IS NOT NULL' })
export class NotificationEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AlertEntity) @Column('uuid') alertId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('smallint', { default: 0 }) attempts!: number;
  @Column('timestamptz', { nullable: true, comment: 'when it is to be tried next; null and not sent: given up' }) dueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  @Column('text', { nullable: true }) lastError!: string | null;
}
