import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('packet')
export class PacketEntity {
  @PrimaryColumn('bigint') streamId!: string;
  @PrimaryColumn('bigint') sequence!: string;
  @Column('timestamptz') receivedAt!: Date;
  @Column('bytea') hash!: Buffer;
  @Column('bytea', { nullable: true, comment: 'as it came; null when it lies in quarantine: handled, but not analysed' }) payload!: Buffer | null;
}
