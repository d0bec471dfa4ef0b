import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity.js';

@Entity('sign_in')
@Index('sign_in_account', ['accountId'], { where: 'ended_at IS NULL' })
export class SignInEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AccountEntity) @Column('uuid') accountId!: string;
  @Column('text') method!: string;
  @Column('text', { comment: 'what it was done with, as the browser calls itself' }) agent!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { comment: 'when the person last showed who they are' }) provenAt!: Date;
  @Column('timestamptz') renewedAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('boolean', { default: false, comment: 'by password alone where that is not enough: good for getting a second factor and nothing else' }) mustEnrol!: boolean;
}

@Entity('access_token')
@Index('access_token_sign_in', ['signInId'])
export class AccessTokenEntity {
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @ForeignKey(() => SignInEntity, { onDelete: 'CASCADE' }) @Column('uuid') signInId!: string;
  @Column('timestamptz') expiresAt!: Date;
}

@Entity('refresh_token')
@Index('refresh_token_sign_in', ['signInId'])
export class RefreshTokenEntity {
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @ForeignKey(() => SignInEntity, { onDelete: 'CASCADE' }) @Column('uuid') signInId!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
