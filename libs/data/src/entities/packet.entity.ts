import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { StreamEntity } from './stream.entity.js';

@Entity('packet')
export class PacketEntity {
  @ForeignKey(() => StreamEntity) @PrimaryColumn('bigint') streamId!: string;
  @PrimaryColumn('bigint') sequence!: string;
  @Column('timestamptz') receivedAt!: Date;
  @Column('bytea') hash!: Buffer;
  @Column('bytea', { nullable: true, comment: 'as it came; null when it lies in quarantine: handled, but not analysed' }) payload!: Buffer | null;
}
