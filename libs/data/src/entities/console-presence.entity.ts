import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('console_presence', { comment: 'when a console of theirs was last connected, to within a few seconds' })
export class ConsolePresenceEntity {
  @ForeignKey(() => PractitionerEntity) @PrimaryColumn('uuid') practitionerId!: string;
  @Column('timestamptz') seenAt!: Date;
}
