import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a therapist read off a goniometer when they approved repetitions; most measure nothing. */
export class Goniometer0023 implements MigrationInterface {
  name = 'Goniometer1796345000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reference ADD COLUMN goniometer_deg double precision CONSTRAINT reference_goniometer_deg_check CHECK (goniometer_deg > 0 AND goniometer_deg <= 200)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reference DROP COLUMN goniometer_deg');
  }
}
