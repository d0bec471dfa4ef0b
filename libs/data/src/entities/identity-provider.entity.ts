import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { AccountEntity } from './account.entity.js';
import { ClinicEntity } from './clinic.entity.js';

@Entity('identity_provider')
@Unique(['clinicId'])
@Check('identity_provider_second_factor_check', `second_factor IN ('provider', 'own')`)
export class IdentityProviderEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => ClinicEntity) @Column('uuid') clinicId!: string;
  @Column('text') issuer!: string;
  @Column('text') clientId!: string;
  @Column('text', { comment: 'sealed' }) clientSecret!: string;
  @Column('text', { comment: 'whose second factor counts where the clinic requires one' }) secondFactor!: 'provider' | 'own';
  @Column('text', { nullable: true, comment: 'how the provider must have made sure who it is, in its own words; null: as it sees fit' }) acr!: string | null;
  @Column('timestamptz') changedAt!: Date;
}

@Entity('linked_identity')
@Unique(['accountId'])
export class LinkedIdentityEntity {
  @ForeignKey(() => IdentityProviderEntity, { onDelete: 'CASCADE' }) @PrimaryColumn('uuid') providerId!: string;
  @PrimaryColumn('text', { comment: "the provider's own name for the person, which it never gives to another one" }) subject!: string;
  @ForeignKey(() => AccountEntity) @Column('uuid') accountId!: string;
  @Column('timestamptz') linkedAt!: Date;
}
