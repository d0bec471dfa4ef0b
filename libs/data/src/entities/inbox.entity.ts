import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AlertEntity } from './alert.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('inbox')
@Check('inbox_change_check', `change IN ('raised', 'updated', 'cleared', 'acknowledged', 'repeated', 'escalated', 'snoozed', 'assigned', 'commented', 'instruction-shown', 'instruction-unconfirmed')`)
export class InboxEntity {
  @ForeignKey(() => PractitionerEntity) @PrimaryColumn('uuid') practitionerId!: string;
  @PrimaryColumn('bigint') sequence!: string;
  @ForeignKey(() => AlertEntity) @Column('uuid') alertId!: string;
  @Column('text') change!: 'raised' | 'updated' | 'cleared' | 'acknowledged' | 'repeated' | 'escalated' | 'snoozed' | 'assigned' | 'commented' | 'instruction-shown' | 'instruction-unconfirmed';
  @Column('timestamptz') at!: Date;
}
