import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { DeviceEntity } from './device.entity.js';

@Entity('device_event')
@Index('device_event_device', ['deviceId', 'at'])
@Check('device_event_kind_check', `kind IN ('taken-over', 'diverged', 'flood')`)
export class DeviceEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @ForeignKey(() => DeviceEntity) @Column('uuid') deviceId!: string;
  @Column('text') kind!: 'taken-over' | 'diverged' | 'flood';
  @Column('timestamptz') at!: Date;
}
