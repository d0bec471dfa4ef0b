import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AlertEntity } from './alert.entity.js';
import { DeviceEntity } from './device.entity.js';
import { PatientEntity } from './patient.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('instruction')
@Index('instruction_one_standing', ['sessionId'], { unique: true, where: 'ended_at IS NULL' })
@Index('instruction_alert', ['alertId', 'toldAt'])
@Index('instruction_patient', ['patientId'])
@Check('instruction_act_check', `act IN ('stop', 'answer', 'check', 'adjust')`)
export class InstructionEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid') sessionId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @ForeignKey(() => AlertEntity) @Column('uuid') alertId!: string;
  @Column('text') act!: 'stop' | 'answer' | 'check' | 'adjust';
  @Column('text') words!: string;
  @Column('timestamptz') toldAt!: Date;
  @Column('timestamptz', { nullable: true, comment: 'when a device first said that it is on its screen; null: none has' }) shownAt!: Date | null;
  @ForeignKey(() => DeviceEntity) @Column('uuid', { nullable: true }) shownBy!: string | null;
  @Column('timestamptz', { nullable: true, comment: 'since when the therapist knows that no device has said so' }) unconfirmedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
