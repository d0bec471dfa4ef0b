import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is kept of a try to sign in: since tries are counted by keyed hashes, the comment of before told of plain ones. */
export class SignInTryHmac0026 implements MigrationInterface {
  name = 'SignInTryHmac1796348000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`COMMENT ON COLUMN sign_in_try.key_hash IS 'HMAC-SHA-256, under a key made of the first of DATA_KEYS, of what is limited: a sign-in name, an address, both'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`COMMENT ON COLUMN sign_in_try.key_hash IS 'SHA-256 of what is limited: a sign-in name, an address, both'`);
  }
}
