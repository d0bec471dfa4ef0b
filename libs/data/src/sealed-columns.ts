import type { DataSource, QueryRunner } from 'typeorm';
import { sealOf } from './seal.js';

/** Text that stands in the database sealed, bound to table, column and these ids of its row: moved to another row it does not open. */
export interface SealedColumn {
  table: string;
  column: string;
  ids: readonly string[];
  /** A column by which a row is found without opening it. */
  lookUp?: string;
}

/**
 * Names, contacts and what people write about people. Of a column that is not here nothing is re-sealed when keys change; a test
 * compares the list with the comments of the columns.
 */
export const sealed = {
  patientName: { table: 'patient', column: 'display_name', ids: ['clinic_id', 'id'] },
  practitionerName: { table: 'practitioner', column: 'display_name', ids: ['clinic_id', 'id'] },
  invitedName: { table: 'invitation', column: 'display_name', ids: ['clinic_id', 'id'] },
  signInName: { table: 'account', column: 'sign_in_name', ids: ['clinic_id', 'id'], lookUp: 'sign_in_name_look_up' },
  totpSecret: { table: 'account', column: 'totp_secret', ids: ['id'] },
  passkeyLabel: { table: 'passkey', column: 'label', ids: ['account_id', 'id'] },
  deviceLabel: { table: 'device', column: 'label', ids: ['patient_id', 'id'] },
  claimLabel: { table: 'device_claim', column: 'label', ids: ['patient_id', 'id'] },
  emergencyReason: { table: 'care_team', column: 'emergency_reason', ids: ['patient_id', 'practitioner_id'] },
  consentRecipient: { table: 'consent', column: 'recipient', ids: ['patient_id', 'id'] },
  holdReason: { table: 'legal_hold', column: 'reason', ids: ['patient_id', 'id'] },
  acknowledgementNote: { table: 'alert', column: 'acknowledgement_note', ids: ['patient_id', 'id'] },
  snoozeNote: { table: 'snooze', column: 'note', ids: ['patient_id', 'id'] },
  ownRuleName: { table: 'own_rule_version', column: 'name', ids: ['rule_id'] },
  reviewNote: { table: 'plan_pause', column: 'review_note', ids: ['id'] },
  contactEmail: { table: 'clinic_contact', column: 'email', ids: ['clinic_id'] },
  contactWebhook: { table: 'clinic_contact', column: 'webhook_url', ids: ['clinic_id'] },
  contactSecret: { table: 'clinic_contact', column: 'webhook_secret', ids: ['clinic_id'] },
  providerSecret: { table: 'identity_provider', column: 'client_secret', ids: ['clinic_id', 'id'] },
  commentWords: { table: 'alert_comment', column: 'words', ids: ['patient_id', 'id'] },
} as const satisfies Record<string, SealedColumn>;

export const sealedColumns: SealedColumn[] = Object.values(sealed);

/** As it is stored; `ids` in the order of the column's. */
export function sealText(on: DataSource | QueryRunner, { column: { table, column }, ids }: { column: SealedColumn; ids: string[] }, text: string): string {
  return sealOf(on).seal(text, placeOf(table, column, ids));
}

/** SQL: the sealed text behind its place, which is made of the row that it stands in at this moment. null stays null. For `opened`. */
export function sealedText({ table, column, ids }: SealedColumn, alias: string = table): string {
  return `('${placeOf(table, column, [])}' || concat_ws(':', ${ids.map((id) => `${alias}.${id}`).join(', ')}) || ' ' || ${alias}.${column})`;
}

/** These fields of the rows, which `sealedText` read, in clear. Throws `SealError` for one that was changed or moved, or whose key is not there. */
export function opened<Row extends object, Field extends keyof Row>(on: DataSource | QueryRunner, found: Row[], ...fields: Field[]): Row[] {
  if (found.length === 0) return found;
  for (const row of found) {
    for (const field of fields) {
      const text: unknown = row[field];
      if (typeof text === 'string') row[field] = openText(on, text) as Row[Field];
    }
  }
  return found;
}

/** One text that `sealedText` read. */
export function openText(on: DataSource | QueryRunner, text: string): string {
  const end = text.indexOf(' ');
  return sealOf(on).open(text.slice(end + 1), text.slice(0, end));
}

/** Sealed texts have no order: lists are sorted once they are open. */
export function byName<Row extends { displayName: string }>(a: Row, b: Row): number {
  return a.displayName.localeCompare(b.displayName, 'en');
}

function placeOf(table: string, column: string, ids: string[]): string {
  return `${table}.${column}:${ids.join(':')}`;
}
