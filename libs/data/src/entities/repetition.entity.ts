import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { SessionEntity } from './session.entity.js';

@Entity('repetition')
@Check('repetition_state_check', `state IN ('provisional', 'final')`)
export class RepetitionEntity {
  @ForeignKey(() => SessionEntity) @PrimaryColumn('uuid') sessionId!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('integer', { default: 1 }) revision!: number;
  @Column('text') state!: 'provisional' | 'final';
  @Column('double precision') startMs!: number;
  @Column('double precision') endMs!: number;
  @Column('jsonb') result!: object;
  @Column('smallint', { nullable: true }) causeStream!: number | null;
  @Column('bigint', { nullable: true }) causeSequence!: string | null;
}
