import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity.js';

@Entity('consent')
@Index('consent_patient', ['patientId', 'givenAt'])
@Check('consent_purpose_check', `purpose IN ('treatment', 'research', 'teaching')`)
export class ConsentEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @Column('text') purpose!: 'treatment' | 'research' | 'teaching';
  @Column('text', { comment: 'sealed' }) recipient!: string;
  @Column('timestamptz') givenAt!: Date;
  @Column('timestamptz', { nullable: true }) until!: Date | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
}
