import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SessionEntity } from './session.entity.js';

@Entity('analysis')
@Index('analysis_shard', ['shard'])
export class AnalysisEntity {
  @ForeignKey(() => SessionEntity) @PrimaryColumn('uuid') sessionId!: string;
  @Column('smallint') shard!: number;
  @Column('bigint', { default: 0, comment: 'the fence: a commit names the version it read' }) version!: string;
  @Column('double precision', { default: -1e15 }) frontierMs!: number;
  @Column('jsonb', { default: [], comment: 'how far each stream has been analysed; analysis_cursor is the same for SQL' })
  cursors!: object;
  @Column('jsonb', { nullable: true, comment: 'state of the rules that go by the server clock; everything else can be folded again from the packets' })
  watch!: object | null;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt!: Date;
}

/** A state to fold on from when late packets make a part of the session new. */
@Entity('analysis_checkpoint')
export class AnalysisCheckpointEntity {
  @ForeignKey(() => SessionEntity) @PrimaryColumn('uuid') sessionId!: string;
  @PrimaryColumn('double precision') frontierMs!: number;
  @Column('jsonb') cursors!: object;
  @Column('jsonb') state!: object;
}
