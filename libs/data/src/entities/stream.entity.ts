import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DeviceEntity } from './device.entity.js';
import { SessionEntity } from './session.entity.js';

@Entity('stream')
@Unique(['epoch'])
@Unique(['deviceId', 'nonce'])
@Unique(['sessionId', 'ordinal'])
export class StreamEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @ForeignKey(() => SessionEntity) @Column('uuid') sessionId!: string;
  @ForeignKey(() => DeviceEntity) @Column('uuid') deviceId!: string;
  @Column('uuid') epoch!: string;
  @Column('uuid') nonce!: string;
  @Column('smallint') ordinal!: number;
  @Column('double precision') clockOffsetMs!: number;
  @Column('timestamptz') openedAt!: Date;
  @Column('bigint', { default: 0, comment: 'every sequence up to here is stored or quarantined: the durable watermark' }) contiguous!: string;
  @Column('bigint', { nullable: true }) lastSequence!: string | null;
}
