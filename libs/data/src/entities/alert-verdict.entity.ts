import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AlertEntity } from './alert.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('alert_verdict')
@Index('alert_verdict_patient', ['patientId'])
@Check('alert_verdict_verdict_check', `verdict IN ('useful', 'not-useful', 'false')`)
export class AlertVerdictEntity {
  @ForeignKey(() => AlertEntity) @PrimaryColumn('uuid') alertId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('text') verdict!: 'useful' | 'not-useful' | 'false';
  @ForeignKey(() => PractitionerEntity) @Column('uuid') saidBy!: string;
  @Column('timestamptz') saidAt!: Date;
}
