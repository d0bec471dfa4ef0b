import type { DataSource } from 'typeorm';
import { opened, sealed, sealedText, sealText, type SealedColumn } from '../sealed-columns.js';
import { goOnAsServer, inServerTransaction, inTransaction, rows, serverRows } from '../sql.js';
import { appendAudit } from './audit.repository.js';
import { notifyContact } from './notification.repository.js';

/** Who is told when nobody answers a grave alert. */
export interface ClinicContactRecord {
  webhookUrl: string | null;
  email: string | null;
}

export interface ClinicContactChange extends ClinicContactRecord {
  clinicId: string;
  adminId: string;
  /** null: the one that is there stays. */
  webhookSecret: string | null;
  now: Date;
}

/** Another test may be asked for so long after the last, ms: nobody is to be flooded through us. */
const testEveryMs = 30_000;

const upsert = `
  INSERT INTO clinic_contact (clinic_id, webhook_url, webhook_secret, email, changed_by, changed_at)
  SELECT $1::uuid, $2::text, CASE WHEN $2 IS NOT NULL THEN coalesce($3, (SELECT webhook_secret FROM clinic_contact WHERE clinic_id = $1)) END, $4, $5, $6
  ON CONFLICT (clinic_id) DO UPDATE SET webhook_url = excluded.webhook_url, webhook_secret = excluded.webhook_secret, email = excluded.email,
    changed_by = excluded.changed_by, changed_at = excluded.changed_at`;

const lastTest = `SELECT 1 AS one FROM notification WHERE clinic_id = $1 AND alert_id IS NULL AND created_at > $2 LIMIT 1`;

const selectContact = `SELECT ${sealedText(sealed.contactWebhook)} AS "webhookUrl", ${sealedText(sealed.contactEmail)} AS email FROM clinic_contact WHERE clinic_id = $1`;

export class ClinicContactRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Nobody is set: both null. */
  async of(clinicId: string): Promise<ClinicContactRecord> {
    const found = await rows<ClinicContactRecord>(this.dataSource, selectContact, [clinicId]);
    return opened(this.dataSource, found, 'webhookUrl', 'email').at(0) ?? { webhookUrl: null, email: null };
  }

  async change({ clinicId, adminId, webhookUrl, webhookSecret, email, now }: ClinicContactChange): Promise<void> {
    const seal = (column: SealedColumn, text: string | null): string | null => (text === null ? null : sealText(this.dataSource, { column, ids: [clinicId] }, text));
    await inTransaction(this.dataSource, async (runner) => {
      await rows(runner, upsert, [clinicId, seal(sealed.contactWebhook, webhookUrl), seal(sealed.contactSecret, webhookSecret), seal(sealed.contactEmail, email), adminId, now]);
      await goOnAsServer(runner);
      await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: adminId, action: 'change-clinic-contact', subjectKind: 'clinic', subjectId: clinicId, detail: { webhook: webhookUrl !== null, email: email !== null, newSecret: webhookSecret !== null } });
    });
  }

  /** What is to be sent, one for each way that is set; `too-soon`: another was asked for a moment ago. As the server, since admins write no notification. */
  async test({ clinicId, adminId, now }: { clinicId: string; adminId: string; now: Date }): Promise<string[] | 'too-soon'> {
    return inServerTransaction(this.dataSource, async (runner) => {
      await serverRows(runner, 'SELECT 1 FROM clinic_contact WHERE clinic_id = $1 FOR NO KEY UPDATE', [clinicId]);
      if ((await serverRows(runner, lastTest, [clinicId, new Date(now.getTime() - testEveryMs)])).length > 0) return 'too-soon';
      const told = await notifyContact(runner, { clinicId, alertId: null, patientId: null, now });
      if (told.length > 0) await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: adminId, action: 'test-clinic-contact', subjectKind: 'clinic', subjectId: clinicId, detail: { channels: told.map(({ channel }) => channel) } });
      return told.map(({ id }) => id);
    });
  }
}
