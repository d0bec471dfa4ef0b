import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('erasure')
@Index('erasure_one_open', ['patientId'], { unique: true, where: 'cancelled_at IS NULL' })
@Index('erasure_clinic', ['clinicId', 'askedAt'])
export class ErasureEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @Column('uuid') patientId!: string;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') askedBy!: string;
  @Column('timestamptz') askedAt!: Date;
  @Column('timestamptz') dueAt!: Date;
  @Column('timestamptz', { nullable: true }) cancelledAt!: Date | null;
  @Column('timestamptz', { nullable: true, comment: 'since when nobody sees the record and no device adds to it' }) stoppedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) erasedAt!: Date | null;
  @Column('jsonb', { default: '{}', comment: 'rows that were deleted, by table' }) counts!: object;
}
