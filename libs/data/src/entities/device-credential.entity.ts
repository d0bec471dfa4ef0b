import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DeviceEntity } from './device.entity.js';

@Entity('device_credential')
@Check('device_credential_kind_check', `kind IN ('secret', 'recovery')`)
export class DeviceCredentialEntity {
  @ForeignKey(() => DeviceEntity) @PrimaryColumn('uuid') deviceId!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('text', { comment: 'recovery: may only bring what it recorded before its device was revoked' }) kind!: 'secret' | 'recovery';
  @Column('bytea') secretHash!: Buffer;
  @Column('text', { comment: 'the secret as Mosquitto keeps passwords' }) brokerPassword!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true, comment: 'when the device said that it has kept it; the one before is revoked then' }) confirmedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) changedAt!: Date;
}
