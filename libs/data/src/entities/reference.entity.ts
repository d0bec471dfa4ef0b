import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PractitionerEntity } from './practitioner.entity.js';
import { PrescriptionEntity } from './prescription.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('reference')
@Index('reference_prescription', ['prescriptionId', 'approvedAt'])
@Check('reference_goniometer_deg_check', `goniometer_deg > 0 AND goniometer_deg <= 200`)
@Check('reference_state_check', `state IN ('building', 'active', 'refused')`)
export class ReferenceEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PrescriptionEntity) @Column('uuid') prescriptionId!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid') sessionId!: string;
  @Column('jsonb') approved!: object;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') approvedBy!: string;
  @Column('timestamptz') approvedAt!: Date;
  @Column('text') state!: 'building' | 'active' | 'refused';
  @Column('text', { nullable: true }) refusal!: string | null;
  @Column('double precision', { nullable: true }) goniometerDeg!: number | null;
  @Column('jsonb', { nullable: true }) content!: object | null;
}
