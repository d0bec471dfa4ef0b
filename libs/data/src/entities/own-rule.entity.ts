import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('own_rule')
@Index('own_rule_patient', ['patientId'], { where: 'removed_at IS NULL' })
export class OwnRuleEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('integer', { nullable: true, comment: 'in force for sessions that begin; a session keeps what it began with. null: off' }) activeVersion!: number | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) removedAt!: Date | null;
}

/** Never changed: an alert names the version that raised it. */
@Entity('own_rule_version')
export class OwnRuleVersionEntity {
  @ForeignKey(() => OwnRuleEntity) @PrimaryColumn('uuid') ruleId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('text', { comment: 'sealed' }) name!: string;
  @Column('jsonb') content!: object;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') writtenBy!: string;
  @Column('timestamptz') writtenAt!: Date;
}
