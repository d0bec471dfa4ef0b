import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AccountEntity } from './account.entity.js';

@Entity('recovery_code')
export class RecoveryCodeEntity {
  @ForeignKey(() => AccountEntity) @PrimaryColumn('uuid') accountId!: string;
  @PrimaryColumn('bytea') codeHash!: Buffer;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}

@Entity('passkey')
@Unique(['credentialId'])
@Index('passkey_account', ['accountId'])
export class PasskeyEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AccountEntity) @Column('uuid') accountId!: string;
  @Column('text') credentialId!: string;
  @Column('bytea') publicKey!: Buffer;
  @Column('bigint') counter!: string;
  @Column('text', { array: true }) transports!: string[];
  @Column('text', { comment: 'sealed' }) label!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}

@Entity('sign_in_challenge')
@Check('sign_in_challenge_kind_check', `kind IN ('second-factor', 'passkey-sign-in', 'passkey-new', 'password-reset', 'identity-provider')`)
export class SignInChallengeEntity {
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @Column('text') kind!: 'second-factor' | 'passkey-sign-in' | 'passkey-new' | 'password-reset' | 'identity-provider';
  @ForeignKey(() => AccountEntity) @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') challenge!: string;
  @Column('smallint', { default: 0 }) tries!: number;
  @Column('timestamptz') expiresAt!: Date;
}
