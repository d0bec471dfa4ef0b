import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';

@Entity('practitioner')
export class PractitionerEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @Column('text', { comment: 'sealed' }) displayName!: string;
  @Column('bigint', { default: 0 }) inboxSequence!: string;
  @Column('double precision', { default: () => '0.1', comment: 'how many alerts that need a person they want at most' }) alertsPerPatientDay!: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
