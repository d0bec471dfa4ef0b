import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('worker')
export class WorkerEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') seenAt!: Date;
}

@Entity('shard_lease', { comment: 'which worker remembers the sessions of a shard; a preference, not a lock: the fence is analysis.version' })
export class ShardLeaseEntity {
  @PrimaryColumn('smallint') shard!: number;
  @Column('uuid') workerId!: string;
  @Column('timestamptz') expiresAt!: Date;
}
