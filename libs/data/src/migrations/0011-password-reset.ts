import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A lost password: an admin hands out a link that sets another one, once. */
export class PasswordReset0011 implements MigrationInterface {
  name = 'PasswordReset1795914600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(allow(`'second-factor', 'passkey-sign-in', 'passkey-new', 'password-reset'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM sign_in_challenge WHERE kind = 'password-reset'`);
    await runner.query(allow(`'second-factor', 'passkey-sign-in', 'passkey-new'`));
  }
}

function allow(kinds: string): string {
  return `ALTER TABLE sign_in_challenge DROP CONSTRAINT sign_in_challenge_kind_check, ADD CONSTRAINT sign_in_challenge_kind_check CHECK (kind IN (${kinds}))`;
}
