import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('prescription')
@Check('prescription_side_check', `side IN ('left', 'right', 'both')`)
@Check('prescription_involved_side_check', `involved_side IN ('left', 'right', 'both')`)
@Check('prescription_scheme_check', `intensity_scheme IN ('percent-max', 'percent-reserve')`)
export class PrescriptionEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('text') exerciseId!: string;
  @Column('text') side!: 'left' | 'right' | 'both';
  @Column('text', { nullable: true, comment: 'which side hurts or is treated; null: not said' }) involvedSide!: 'left' | 'right' | 'both' | null;
  @Column('jsonb') sensors!: object;
  @Column('text', { default: 'percent-max' }) intensityScheme!: 'percent-max' | 'percent-reserve';
  @Column('double precision', { nullable: true }) zoneLowPercent!: number | null;
  @Column('double precision', { nullable: true }) zoneHighPercent!: number | null;
  @Column('double precision', { nullable: true }) ceilingBpm!: number | null;
  @Column('double precision', { nullable: true }) hardLimitBpm!: number | null;
  @Column('boolean', { default: false }) supervised!: boolean;
  @Column('jsonb', { default: {} }) alertLimits!: object;
  @Column('timestamptz', { nullable: true, comment: 'the next session after this is a guided calibration' }) calibrationAskedAt!: Date | null;
  @Column('boolean', { default: false, comment: 'it is not compared with the last one' }) calibrationAnew!: boolean;
  @ForeignKey(() => PractitionerEntity) @Column('uuid', { nullable: true }) createdBy!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
