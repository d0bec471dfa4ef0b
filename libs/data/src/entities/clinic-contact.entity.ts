import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('clinic_contact')
@Check('clinic_contact_secret_check', '(webhook_url IS NULL) = (webhook_secret IS NULL)')
export class ClinicContactEntity {
  @ForeignKey(() => ClinicEntity) @PrimaryColumn('uuid') clinicId!: string;
  @Column('text', { nullable: true, comment: 'sealed' }) webhookUrl!: string | null;
  @Column('text', { nullable: true, comment: 'sealed' }) webhookSecret!: string | null;
  @Column('text', { nullable: true, comment: 'sealed' }) email!: string | null;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') changedBy!: string;
  @Column('timestamptz') changedAt!: Date;
}
