import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names, contacts and what people write about people are sealed. Keys are not the database's: here what stands in clear is only
 * marked, so that nothing opens it, and whoever migrates seals it right after (`prepareDatabase`). The columns are listed as they were then.
 */
export class SealedNames0018 implements MigrationInterface {
  name = 'SealedNames1796086800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...signInNames, ...columns.flatMap(([table, column, words]) => markPlain(table, column, words))]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column, , before] of columns) {
      await runner.query(`UPDATE ${table} SET ${column} = substr(${column}, 7) WHERE ${column} LIKE 'plain:%'`);
      await runner.query(`COMMENT ON COLUMN ${table}.${column} IS ${before === undefined ? 'NULL' : `'${before}'`}`);
    }
    await runner.query('ALTER TABLE account DROP COLUMN sign_in_name_look_up, ADD CONSTRAINT account_sign_in_name_key UNIQUE (sign_in_name)');
  }
}

const emergency = 'why somebody let themselves in without being asked; they are out again at until';

/** Table, column, its comment, and the comment that it had. */
const columns: [table: string, column: string, words: string, before?: string][] = [
  ['patient', 'display_name', 'sealed'],
  ['practitioner', 'display_name', 'sealed'],
  ['invitation', 'display_name', 'sealed'],
  ['account', 'sign_in_name', 'sealed'],
  ['passkey', 'label', 'sealed'],
  ['device', 'label', 'sealed'],
  ['device_claim', 'label', 'sealed'],
  ['care_team', 'emergency_reason', `sealed; ${emergency}`, emergency],
  ['consent', 'recipient', 'sealed'],
  ['alert', 'acknowledgement_note', 'sealed'],
  ['snooze', 'note', 'sealed'],
  ['plan_pause', 'review_note', 'sealed'],
];

/** Until the name is sealed its plain hash keeps it apart from others; nobody is found by it. */
const signInNames = [
  `ALTER TABLE account ADD COLUMN sign_in_name_look_up bytea`,
  `UPDATE account SET sign_in_name_look_up = sha256(convert_to(sign_in_name, 'UTF8'))`,
  `ALTER TABLE account ALTER COLUMN sign_in_name_look_up SET NOT NULL, DROP CONSTRAINT account_sign_in_name_key,
    ADD CONSTRAINT account_sign_in_name_look_up_key UNIQUE (sign_in_name_look_up)`,
  `COMMENT ON COLUMN account.sign_in_name_look_up IS 'by which the name is found: a keyed hash of it'`,
];

function markPlain(table: string, column: string, words: string): string[] {
  return [`UPDATE ${table} SET ${column} = 'plain:' || ${column} WHERE ${column} IS NOT NULL`, `COMMENT ON COLUMN ${table}.${column} IS '${words}'`];
}
