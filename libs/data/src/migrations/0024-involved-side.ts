import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which side hurts or is treated: the limb symmetry index is of that side against the other. Of older prescriptions nobody has said. */
export class InvolvedSide0024 implements MigrationInterface {
  name = 'InvolvedSide1796346000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE prescription ADD COLUMN involved_side text CONSTRAINT prescription_involved_side_check CHECK (involved_side IN ('left', 'right', 'both'))`);
    await runner.query(`COMMENT ON COLUMN prescription.involved_side IS 'which side hurts or is treated; null: not said'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE prescription DROP COLUMN involved_side');
  }
}
