import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('audit_event')
@Index('audit_event_position', ['position'], { unique: true })
@Index('audit_event_patient', ['patientId', 'position'])
@Index('audit_event_clinic', ['clinicId', 'position'])
export class AuditEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('timestamptz', { default: () => 'now()' }) at!: Date;
  @Column('text') actorKind!: string;
  @Column('uuid', { nullable: true }) actorId!: string | null;
  @Column('text') action!: string;
  @Column('text') subjectKind!: string;
  @Column('uuid', { nullable: true }) subjectId!: string | null;
  @Column('jsonb', { default: {} }) detail!: object;
  @Column('uuid', { nullable: true }) clinicId!: string | null;
  @Column('uuid', { nullable: true }) patientId!: string | null;
  @Column('bigint') position!: string;
  @Column('bytea', { comment: 'SHA-256 of the hash before and of everything in this row' }) hash!: Buffer;
}
