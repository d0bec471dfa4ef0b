import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('sign_in_try')
@Index('sign_in_try_since', ['since'])
export class SignInTryEntity {
  @PrimaryColumn('bytea', { comment: 'SHA-256 of what is limited: a sign-in name, an address, both' }) keyHash!: Buffer;
  @Column('int') tries!: number;
  @Column('timestamptz') since!: Date;
}
