import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('quarantine')
@Index('quarantine_device', ['deviceId', 'receivedAt'])
export class QuarantineEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('uuid', { nullable: true }) deviceId!: string | null;
  @Column('uuid', { nullable: true }) epoch!: string | null;
  @Column('bigint', { nullable: true }) sequence!: string | null;
  @Column('text') topic!: string;
  @Column('text') reason!: string;
  @Column('text') detail!: string;
  @Column('integer') size!: number;
  @Column('bytea', { comment: 'the first 4096 bytes' }) payload!: Buffer;
  @Column('timestamptz') receivedAt!: Date;
}
