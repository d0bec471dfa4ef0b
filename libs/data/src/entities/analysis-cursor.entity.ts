import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { StreamEntity } from './stream.entity.js';

@Entity('analysis_cursor')
@Index('analysis_cursor_missing', ['streamId'], { where: 'NOT isempty(missing)' })
export class AnalysisCursorEntity {
  @ForeignKey(() => StreamEntity) @PrimaryColumn('bigint') streamId!: string;
  @Column('bigint', { default: 0 }) analysedTo!: string;
  @Column('int8multirange', { default: '{}', comment: 'sequences below analysed_to that had not come when analysis went on without them' })
  missing!: string;
}
