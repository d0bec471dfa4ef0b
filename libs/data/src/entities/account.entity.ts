import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';

@Entity('account')
@Unique('account_sign_in_name_look_up_key', ['signInNameLookUp'])
@Check('account_roles_check', `roles <@ ARRAY['patient', 'therapist', 'clinic-admin', 'auditor'] AND cardinality(roles) > 0 AND (roles = ARRAY['patient'] OR NOT 'patient' = ANY (roles))`)
export class AccountEntity {
  @PrimaryColumn('uuid', { comment: "the practitioner's or the patient's own id" }) id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @Column('text', { array: true }) roles!: string[];
  @Column('text', { comment: 'sealed' }) signInName!: string;
  @Column('bytea', { comment: 'by which the name is found: a keyed hash of it' }) signInNameLookUp!: Buffer;
  @Column('text', { nullable: true, comment: 'null: signs in by other means' }) passwordHash!: string | null;
  @Column('text', { nullable: true, comment: 'sealed; counts once it is confirmed' }) totpSecret!: string | null;
  @Column('timestamptz', { nullable: true }) totpConfirmedAt!: Date | null;
  @Column('bigint', { default: 0, comment: 'the newest 30 s of which a code was used: none of before is good again' }) totpStep!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
}
