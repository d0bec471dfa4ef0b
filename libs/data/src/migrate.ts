import { MigrationExecutor, type DataSource } from 'typeorm';
import { applyRowSecurity } from './row-security/apply.js';

/** Any number nobody else of this database uses; "tendon" on a phone's keys. */
const migrationLock = 836366;

/** Brings the schema up to date, and what the database keeps from whom. Safe from many processes at once: one works, the others wait and find nothing to do. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    try {
      await new MigrationExecutor(dataSource, runner).executePendingMigrations();
      await applyRowSecurity(runner);
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
      await runner.query('RESET statement_timeout');
    }
  } finally {
    await runner.release();
  }
}
