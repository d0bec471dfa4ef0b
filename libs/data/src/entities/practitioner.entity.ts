import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';

@Entity('practitioner')
export class PractitionerEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @Column('text', { comment: 'sealed' }) displayName!: string;
  @Column('bigint', { default: 0 }) inboxSequence!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
