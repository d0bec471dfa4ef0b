import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ClinicEntity } from './clinic.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('device_claim')
@Index('device_claim_patient', ['patientId', 'createdAt'])
@Unique('device_claim_code_hash_key', ['codeHash'])
export class DeviceClaimEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @ForeignKey(() => PatientEntity) @Column('uuid') patientId!: string;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') practitionerId!: string;
  @Column('bytea') codeHash!: Buffer;
  @Column('text', { comment: 'sealed' }) label!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('uuid', { nullable: true, comment: 'the id the device will have; it comes into being when a person has confirmed it' }) deviceId!: string | null;
  @Column('text', { nullable: true }) model!: string | null;
  @Column('bytea', { nullable: true }) secretHash!: Buffer | null;
  @Column('text', { nullable: true }) brokerPassword!: string | null;
  @Column('text', { nullable: true, comment: 'six digits that the device shows and a person types' }) checkNumber!: string | null;
  @Column('timestamptz', { nullable: true }) redeemedAt!: Date | null;
  @Column('smallint', { default: 0 }) wrongNumbers!: number;
  @Column('timestamptz', { nullable: true }) confirmedAt!: Date | null;
}
