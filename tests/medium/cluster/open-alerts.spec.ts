import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ConsoleClient } from '../../../apps/simulator/src/demo/console-client.js';
import { enrol } from '../../../apps/simulator/src/demo/course.js';
import { startCluster, type ClusterSystem } from '../../../apps/simulator/src/system/cluster.js';
import { syntheticPatient } from '../../../apps/simulator/src/synthetic/synthetic-patient.js';
import { dwellMs, runOverTheCeiling } from '../../support/over-the-ceiling.js';
import { until } from '../../support/until.js';

interface Open {
  id: string;
  state: string;
  step: number;
  dueAt: Date | null;
}

/** Issue 4, acceptance 1 and 3. Needs what `npm run build` makes. */
describe('alerts in a cluster', () => {
  let system: ClusterSystem;
  let console: ConsoleClient;
  let patientId: string;

  beforeAll(async () => {
    system = await startCluster({ ingest: 1, worker: 1, gateway: 1 });
    console = await ConsoleClient.signIn({ http: system.httpUrl, live: system.liveUrl }, system.credentials);
    await enrol(console, { recording: syntheticPatient({ seed: 1, seconds: 1 }), displayName: 'Patient', mqttUrl: system.mqttUrl });
    [{ id: patientId }] = await ask<{ id: string }>('SELECT id FROM patient');
  }, 120_000);
  afterAll(() => system.stop(), 60_000);

  /** As the owner, on a connection of its own: the database is restarted as well. */
  async function ask<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: system.databaseOwnerUrl });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as T[];
    } finally {
      await client.end();
    }
  }
  const open = async (): Promise<Open> => (await ask<Open>(`SELECT id, state, escalation_step AS step, due_at AS "dueAt" FROM alert WHERE rule_id = 'SY-01'`))[0];
  /** Its time has come, as the store has it. */
  const comeDue = () => ask(`UPDATE alert SET due_at = now() WHERE rule_id = 'SY-01'`);
  const told = async (): Promise<Record<string, number>> => {
    const rows = await ask<{ change: string; count: number }>(`SELECT change, count(*)::int AS count FROM inbox JOIN alert ON alert.id = inbox.alert_id WHERE rule_id = 'SY-01' GROUP BY change`);
    return Object.fromEntries(rows.map(({ change, count }) => [change, count]));
  };

  it('tell of twenty patients over the ceiling, each once and within a second of the rule being met (features D3)', async () => {
    await console.listen();
    const runs = await Promise.all(Array.from({ length: 20 }, (_, i) => runOverTheCeiling(console, { seed: i + 1, mqttUrl: system.mqttUrl })));
    const told = runs.map(({ sessionId, overFromMs, sentAt }) => {
      const raised = console.heard.alerts.filter(({ entry: { change, alert } }) => change === 'raised' && alert.sessionId === sessionId && alert.ruleId === 'HR-02');
      expect(raised).toHaveLength(1);
      const [{ entry: { alert }, atMs }] = raised;
      // The rule is met by a reading, and a reading is sent when it is measured.
      const metAtMs = sentAt.get(`${alert.causedBy?.epoch}/${alert.causedBy?.sequence}`) ?? NaN;
      return { afterOverMs: alert.raisedMs - overFromMs, afterMetMs: atMs - metAtMs };
    });
    for (const { afterOverMs, afterMetMs } of told) {
      expect(afterMetMs).toBeLessThanOrEqual(1000);
      expect(afterOverMs).toBeGreaterThanOrEqual(dwellMs);
    }
    process.stdout.write(`20 simulated straps over the ceiling, from the reading that met the rule to the console: ${told.map(({ afterMetMs }) => afterMetMs.toFixed(0)).join(' ')} ms\n`);
  }, 90_000);

  it('are taken to the next step once, though the worker is killed between the rule that was met and the escalation', async () => {
    await console.post(`/api/patients/${patientId}/pre-exercise-checks`, { restingHeartRateBpm: 62, feverOrAcuteIllness: false, heartSymptoms24h: true, newNeurologicalSigns: false, pain: 0, dizziness: 0 });
    await until(async () => (await told())['raised'] === 1, 'the alert');
    await system.children.get('worker-1')?.stop('SIGKILL');
    expect(await open()).toMatchObject({ state: 'open', step: 0, dueAt: expect.any(Date) });
    await comeDue();
    expect(await told()).toEqual({ raised: 1 });
    await system.startAgain('worker-1');
    await until(async () => (await open()).step === 1, 'the first step', 20_000);
    expect(await told()).toEqual({ raised: 1, repeated: 1 });
  }, 60_000);

  it('stay open, and their timers go on, though every process is stopped and started', async () => {
    const before = await open();
    const names = ['postgres', 'redis', 'mosquitto', 'ingest-1', 'worker-1', 'gateway-1'];
    for (const name of names.toReversed()) await system.children.get(name)?.stop();
    for (const name of names) await system.startAgain(name);
    expect(await open()).toEqual(before);
    await console.signInAgain();
    expect((await console.pullInbox()).filter(({ id }) => id === before.id)).toMatchObject([{ state: 'open', acknowledgement: null }]);
    await comeDue();
    await until(async () => (await open()).step === 2, 'the second step', 20_000);
    expect(await told()).toEqual({ raised: 1, repeated: 1, escalated: 1 });
  }, 120_000);
});
