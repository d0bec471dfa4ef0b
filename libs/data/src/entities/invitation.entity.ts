import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('invitation')
@Unique(['tokenHash'])
@Index('invitation_clinic', ['clinicId', 'createdAt'])
@Check('invitation_of_patient', `(patient_id IS NOT NULL) = (roles = ARRAY['patient']) AND (patient_id IS NULL) = (display_name IS NOT NULL)`)
export class InvitationEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid', { nullable: true, comment: 'null: for somebody of the staff, who is called display_name' }) patientId!: string | null;
  @Column('bytea') tokenHash!: Buffer;
  @Column('text', { nullable: true, comment: 'sealed' }) displayName!: string | null;
  @Column('text', { array: true }) roles!: string[];
  @ForeignKey(() => PractitionerEntity) @Column('uuid') invitedBy!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) acceptedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
}
