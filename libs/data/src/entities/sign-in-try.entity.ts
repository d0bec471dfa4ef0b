import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('sign_in_try')
@Index('sign_in_try_since', ['since'])
export class SignInTryEntity {
  @PrimaryColumn('bytea', { comment: 'HMAC-SHA-256, under a key made of the first of DATA_KEYS, of what is limited: a sign-in name, an address, both' }) keyHash!: Buffer;
  @Column('int') tries!: number;
  @Column('timestamptz') since!: Date;
}
