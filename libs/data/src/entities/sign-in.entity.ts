import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('sign_in')
export class SignInEntity {
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @ForeignKey(() => PractitionerEntity) @Column('uuid') practitionerId!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
