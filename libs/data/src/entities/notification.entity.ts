import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AlertEntity } from './alert.entity.js';
import { ClinicEntity } from './clinic.entity.js';
import { PatientEntity } from './patient.entity.js';

@Entity('notification')
@Index('notification_alert', ['alertId'])
@Index('notification_clinic', ['clinicId', 'createdAt'])
@Check('notification_channel_check', `channel IN ('webhook', 'email')`)
@Index('notification_due', ['dueAt'], { where: 'due_at IS NOT NULL' })
export class NotificationEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @ForeignKey(() => AlertEntity) @Column('uuid', { nullable: true, comment: 'null: a test that an admin asked for' }) alertId!: string | null;
  @ForeignKey(() => PatientEntity) @Column('uuid', { nullable: true }) patientId!: string | null;
  @Column('text') channel!: 'webhook' | 'email';
  @Column('timestamptz') createdAt!: Date;
  @Column('smallint', { default: 0 }) attempts!: number;
  @Column('timestamptz', { nullable: true, comment: 'when it is to be tried next; null and not sent: given up' }) dueAt!: Date | null;
  @Column('boolean', { default: false, comment: 'somebody had answered before it could be told' }) needless!: boolean;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  @Column('text', { nullable: true }) lastError!: string | null;
}
