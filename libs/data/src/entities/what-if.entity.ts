import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OwnRuleEntity } from './own-rule.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';
import { PrescriptionEntity } from './prescription.entity.js';

/** What a rule, or other limits of a prescription, would have told of the last 30 days. */
@Entity('what_if')
@Index('what_if_rule', ['ruleId', 'version'])
@Index('what_if_patient', ['patientId'])
@Index('what_if_waiting', ['askedAt'], { where: `state = 'waiting'` })
@Check('what_if_state_check', `state IN ('waiting', 'done', 'failed')`)
@Check('what_if_of_one_check', '(rule_id IS NULL) <> (prescription_id IS NULL)')
export class WhatIfEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @ForeignKey(() => OwnRuleEntity) @Column('uuid', { nullable: true }) ruleId!: string | null;
  @Column('integer', { nullable: true }) version!: number | null;
  @ForeignKey(() => PrescriptionEntity) @Column('uuid', { nullable: true }) prescriptionId!: string | null;
  @Column('jsonb', { nullable: true }) limits!: object | null;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') askedBy!: string;
  @Column('timestamptz') askedAt!: Date;
  @Column('text') state!: 'waiting' | 'done' | 'failed';
  @Column('jsonb', { nullable: true }) result!: object | null;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
}
