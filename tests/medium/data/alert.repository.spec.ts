import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AlertView, InboxEntry } from '#libs/contracts';
import { actAs, AlertRepository, appendInbox, InboxRepository, InstructionRepository, type InboxAppend } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addAlert, addCarer, addPatient, addPractitioner, openStream, seed, startedAt, type Seed, type SeededAlert } from '../../support/database-seed.js';

describe('alerts and inboxes', () => {
  let database: TestDatabase;
  let alerts: AlertRepository;
  let inboxes: InboxRepository;
  let seeded: Seed & SeededAlert;
  let colleague: string;
  let stranger: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    alerts = new AlertRepository(database.dataSource);
    inboxes = new InboxRepository(database.dataSource);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    const people = await seed(database.dataSource);
    seeded = { ...people, sessionId: (await openStream(database.dataSource, people)).sessionId };
    colleague = await addPractitioner(database.dataSource, seeded.clinicId);
    stranger = await addPractitioner(database.dataSource, seeded.clinicId);
    await addCarer(database.dataSource, seeded.patientId, colleague);
  });

  it('are acknowledged once: the first of two at the same time is who it was, for both', async () => {
    const alertId = await addAlert(database.dataSource, seeded);
    const who = [seeded.practitionerId, colleague];
    const outcomes = await Promise.all(who.map((practitionerId) =>
      alerts.acknowledge({ practitionerId, alertId, note: `seen by ${practitionerId}`, outcome: 'spoke-to-patient', now: startedAt })));
    const [first] = outcomes.filter((outcome) => outcome?.isFirst);
    expect(outcomes.filter((outcome) => outcome?.isFirst)).toHaveLength(1);
    expect(outcomes.map((outcome) => outcome?.alert.acknowledgement)).toEqual([first?.alert.acknowledgement, first?.alert.acknowledgement]);
    expect(first?.practitionerIds.toSorted()).toEqual(who.toSorted());
    for (const practitionerId of who) {
      expect((await inboxes.after(practitionerId, 0, 10)).map(({ sequence, change, alert }) => ({ sequence, change, id: alert.id })))
        .toEqual([{ sequence: 1, change: 'acknowledged', id: alertId }]);
    }
    const audit = await database.dataSource.query<unknown[]>('SELECT action, actor_id FROM audit_event WHERE subject_id = $1', [alertId]);
    expect(audit).toEqual([{ action: 'acknowledge-alert', actor_id: first?.alert.acknowledgement?.practitionerId }]);
  });

  it('of somebody else\'s patient are not there', async () => {
    const alertId = await addAlert(database.dataSource, seeded);
    await tell({ patientId: seeded.patientId, alertIds: [alertId], change: 'raised', now: startedAt });
    expect(await alerts.acknowledge({ practitionerId: stranger, alertId, note: '', outcome: 'spoke-to-patient', now: startedAt })).toBeNull();
    expect(await alerts.openAlerts(stranger)).toEqual([]);
    expect(await inboxes.after(stranger, 0, 10)).toEqual([]);
    expect(await inboxes.lastSequence(stranger)).toBe(0);
  });

  it('leave the inbox of a practitioner who leaves the care team', async () => {
    const alertId = await addAlert(database.dataSource, seeded);
    await tell({ patientId: seeded.patientId, alertIds: [alertId], change: 'raised', now: startedAt });
    await database.dataSource.query('UPDATE care_team SET until = now() WHERE practitioner_id = $1', [colleague]);
    expect(await inboxes.after(colleague, 0, 10)).toEqual([]);
    expect(await alerts.openAlerts(colleague)).toEqual([]);
    expect(await tell({ patientId: seeded.patientId, alertIds: [alertId], change: 'updated', now: startedAt })).toEqual([seeded.practitionerId]);
  });

  it('are told to the devices of a session that runs, while they are open: not what is held back, found afterwards or over, and nothing when the session is', async () => {
    const instructions = new InstructionRepository(database.dataSource);
    const open = async (): Promise<unknown[]> => (await instructions.sessions()).filter(({ sessionId }) => sessionId === seeded.sessionId);
    const set = (what: string, alertId: string): Promise<unknown> => database.dataSource.query(`UPDATE alert SET ${what} WHERE id = $1`, [alertId]);
    const [told, held, late, over] = await Promise.all([1, 2, 3, 4].map(() => addAlert(database.dataSource, seeded)));
    await Promise.all([set(`rule_id = 'HR-02', priority = 'medium'`, told), set(`suppressed_by = 'SY-01'`, held), set('retrospective = true', late), set(`state = 'cleared'`, over)]);
    expect(await open()).toEqual([{ deviceIds: [seeded.deviceId], sessionId: seeded.sessionId, patientId: seeded.patientId, open: [{ id: told, ruleId: 'HR-02', kind: 'clinical', priority: 'medium' }], standing: null }]);
    await alerts.acknowledge({ practitionerId: seeded.practitionerId, alertId: told, note: '', outcome: null, now: startedAt });
    expect(await open()).toHaveLength(1);
    await database.dataSource.query(`UPDATE session SET state = 'ended', ended_at = $2 WHERE id = $1`, [seeded.sessionId, startedAt]);
    expect(await open()).toEqual([]);
  });

  it('have what their patient is told: begun once though two begin it, shown once, of a session once at a time; a note tells nobody', async () => {
    const instructions = new InstructionRepository(database.dataSource);
    const [grave, note] = await Promise.all(['grave', 'note'].map((subject) => addAlert(database.dataSource, seeded, subject)));
    await database.dataSource.query(`UPDATE alert SET priority = 'info' WHERE id = $1`, [note]);
    const standing = async () => (await instructions.sessions()).find(({ sessionId }) => sessionId === seeded.sessionId)?.standing ?? null;
    const begin = (alertId: string, ended: string[] = []) => instructions.change({ ended, unconfirmed: [], begun: [{ ...seeded, alertId, act: 'stop', words: 'Stop now.' }] }, startedAt);
    const shown = async (deviceId = seeded.deviceId) => instructions.shown({ instructionId: (await standing())?.id ?? '', to: { deviceId }, now: new Date(startedAt.getTime() + 300) });
    await Promise.all([begin(grave), begin(grave), begin(note)]);
    await instructions.change({ ended: [(await standing())?.id ?? ''], unconfirmed: [], begun: [{ ...seeded, alertId: grave, act: 'stop', words: 'Stop now.' }] }, startedAt);
    expect(await standing()).toEqual({ id: expect.any(String), alertId: grave, act: 'stop', ruleId: 'HR-03', words: 'Stop now.', toldAtMs: startedAt.getTime(), isShown: false, isUnconfirmed: false });
    const other = await seed(database.dataSource);
    expect(await shown(other.deviceId)).toEqual({ heard: 'unknown-instruction' });
    const both = await Promise.all([shown(), shown()]);
    expect(both.map((each) => ('practitionerIds' in each ? each.practitionerIds.length : 0)).toSorted()).toEqual([0, 2]);
    expect(await shown()).toEqual({ heard: 'again' });
    const id = (await standing())?.id ?? '';
    expect(await instructions.change({ ended: [], begun: [], unconfirmed: [id] }, startedAt)).toEqual([]);
    expect((await inboxes.after(colleague, 0, 10)).map(({ change, alert }) => [change, alert.id, alert.instruction])).toEqual([
      ['instruction-shown', grave, { act: 'stop', toldAt: startedAt.toISOString(), shownAt: new Date(startedAt.getTime() + 300).toISOString(), isUnconfirmed: false, endedAt: null }],
    ]);
    await begin(note, [id]);
    const noted = (await standing())?.id ?? '';
    expect(await instructions.change({ ended: [], begun: [], unconfirmed: [noted] }, startedAt)).toEqual([]);
    expect(await shown()).toEqual({ heard: 'shown', practitionerIds: [] });
  });

  it('stay open until they have cleared and somebody has seen them; retrospective ones never were', async () => {
    const [open, cleared, acknowledged, done, retrospective]: string[] = await Promise.all(
      ['open', 'cleared', 'acknowledged', 'done', 'retrospective'].map((subject) => addAlert(database.dataSource, seeded, subject)));
    await database.dataSource.query(`UPDATE alert SET state = 'cleared', cleared_ms = 70000 WHERE id = ANY($1)`, [[cleared, done]]);
    await database.dataSource.query('UPDATE alert SET retrospective = true WHERE id = $1', [retrospective]);
    for (const alertId of [acknowledged, done]) await alerts.acknowledge({ practitionerId: colleague, alertId, note: 'called', outcome: 'spoke-to-patient', now: startedAt });
    const found = await alerts.openAlerts(seeded.practitionerId);
    expect(found.map(({ id }) => id).toSorted()).toEqual([open, cleared, acknowledged].toSorted());
  });

  it('are given to a colleague who cares for the patient too, and to nobody else; everybody hears of it', async () => {
    const alertId = await addAlert(database.dataSource, seeded);
    const assign = (assignTo: string | null) => alerts.assign({ practitionerId: seeded.practitionerId, alertId, assignTo, now: startedAt });
    expect(await assign(colleague)).toMatchObject({ alert: { assignment: { practitionerId: colleague, practitionerName: 'Therapist', at: startedAt.toISOString() } }, isFirst: true });
    expect(await assign(stranger)).toBeNull();
    await database.dataSource.query('UPDATE care_team SET until = now() WHERE practitioner_id = $1', [colleague]);
    expect(await assign(colleague)).toBeNull();
    expect(await assign(null)).toMatchObject({ alert: { assignment: null } });
    expect((await inboxes.after(seeded.practitionerId, 0, 10)).map(({ change }) => change)).toEqual(['assigned', 'assigned']);
    expect(await database.dataSource.query('SELECT action, detail FROM audit_event WHERE subject_id = $1 ORDER BY position', [alertId]))
      .toEqual([{ action: 'assign-alert', detail: { to: colleague } }, { action: 'assign-alert', detail: { to: null } }]);
  });

  it('carry what colleagues say of them, sealed in the database, by name and in order', async () => {
    const alertId = await addAlert(database.dataSource, seeded);
    const say = (practitionerId: string, words: string, seconds: number) => alerts.comment({ id: randomUUID(), practitionerId, alertId, words, now: new Date(startedAt.getTime() + seconds * 1000) });
    await say(seeded.practitionerId, 'she does not pick up', 1);
    const said = await say(colleague, 'I drive there', 2);
    expect(said?.alert.comments.map(({ words, practitionerName }) => [words, practitionerName])).toEqual([['she does not pick up', 'Therapist'], ['I drive there', 'Therapist']]);
    expect(await say(stranger, 'hello', 3)).toBeNull();
    expect((await inboxes.after(colleague, 0, 10)).map(({ change }) => change)).toEqual(['commented', 'commented']);
    expect(JSON.stringify(await database.dataSource.query('SELECT * FROM alert_comment'))).not.toContain('drive');
    await expect(actAs(seeded.practitionerId, () => new AlertRepository(database.dataSource).openAlerts(seeded.practitionerId))).resolves.toMatchObject([{ comments: [{ words: 'she does not pick up' }, { words: 'I drive there' }] }]);
  });

  it('ring at a backup only when nobody else answers, unless there is nobody else', async () => {
    const alertId = await addAlert(database.dataSource, seeded);
    await database.dataSource.query('UPDATE alert SET sounding = true WHERE id = $1', [alertId]);
    const ringsAt = async (): Promise<boolean[]> => Promise.all([seeded.practitionerId, colleague].map(async (who) => (await alerts.openAlerts(who))[0].rings));
    await database.dataSource.query('UPDATE care_team SET is_backup = true WHERE practitioner_id = $1', [colleague]);
    expect(await ringsAt()).toEqual([true, false]);
    await database.dataSource.query('UPDATE alert SET escalation_step = 1 WHERE id = $1', [alertId]);
    expect(await ringsAt()).toEqual([true, true]);
    await database.dataSource.query('UPDATE alert SET escalation_step = 0 WHERE id = $1', [alertId]);
    await alerts.assign({ practitionerId: seeded.practitionerId, alertId, assignTo: colleague, now: startedAt });
    expect(await ringsAt()).toEqual([true, true]);
    await alerts.assign({ practitionerId: seeded.practitionerId, alertId, assignTo: null, now: startedAt });
    await database.dataSource.query('UPDATE care_team SET is_backup = true WHERE patient_id = $1', [seeded.patientId]);
    expect(await ringsAt()).toEqual([true, true]);
  });

  it('speak the contract', async () => {
    const alertId = await addAlert(database.dataSource, seeded);
    await alerts.acknowledge({ practitionerId: seeded.practitionerId, alertId, note: 'spoke to patient', outcome: 'spoke-to-patient', now: startedAt });
    const [entry]: InboxEntry[] = await inboxes.after(seeded.practitionerId, 0, 1);
    expect(InboxEntry.parse(entry)).toEqual(entry);
    const [view]: AlertView[] = await alerts.openAlerts(seeded.practitionerId);
    expect(AlertView.strict().parse(view)).toEqual(view);
    expect(view).toMatchObject({
      patientName: 'Patient One', limit: 150, worstValue: 158.5, clearedMs: null,
      causedBy: { deviceId: seeded.deviceId, sequence: 7 },
      acknowledgement: { practitionerName: 'Therapist', note: 'spoke to patient', at: startedAt.toISOString() },
    });
  });

  it('get sequences without a gap from many writers, and a reader who goes by sequence misses none', async () => {
    const other = await addPatient(database.dataSource, seeded.practitionerId);
    await addCarer(database.dataSource, other.patientId, colleague);
    const otherSession = (await openStream(database.dataSource, other)).sessionId;
    const mine = await addAlert(database.dataSource, seeded);
    const theirs = await addAlert(database.dataSource, { ...seeded, patientId: other.patientId, sessionId: otherSession });
    const changes: InboxAppend[] = [
      { patientId: seeded.patientId, alertIds: [mine], change: 'updated', now: startedAt },
      { patientId: other.patientId, alertIds: [theirs, theirs], change: 'updated', now: startedAt },
    ];
    let writing = true;
    const reader = (async (): Promise<number[]> => {
      const seen: number[] = [];
      for (let last = false; !last;) {
        last = !writing;
        for (const { sequence } of await inboxes.after(seeded.practitionerId, seen.at(-1) ?? 0, 1000)) seen.push(sequence);
      }
      return seen;
    })();
    const writers = Array.from({ length: 20 }, async (_, i) => {
      for (let n = 0; n < 5; n++) await tell(...(i % 2 === 0 ? changes : changes.toReversed()));
    });
    await Promise.all(writers);
    writing = false;
    const all = Array.from({ length: 20 * 5 * 3 }, (_, i) => i + 1);
    expect(await reader).toEqual(all);
    expect((await inboxes.after(colleague, 0, 1000)).map(({ sequence }) => sequence)).toEqual(all);
    expect(await inboxes.lastSequence(colleague)).toBe(all.length);
  });

  function tell(...changes: InboxAppend[]): Promise<string[]> {
    return database.dataSource.transaction((manager) => {
      if (manager.queryRunner === undefined) throw new Error('no transaction');
      return appendInbox(manager.queryRunner, ...changes);
    });
  }
});
