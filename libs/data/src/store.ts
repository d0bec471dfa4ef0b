import type { DataSource } from 'typeorm';
import { rows } from './sql.js';

/** The store as a whole. */
export class Store {
  constructor(private readonly dataSource: DataSource) {}

  /** For readiness: rejects when the store does not answer. */
  async ping(): Promise<void> {
    await rows(this.dataSource, 'SELECT 1');
  }
}
