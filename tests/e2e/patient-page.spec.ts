import { join, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnalysisRepository, ReferenceRepository } from '#libs/data';
import type { SensorBinding } from '#libs/domain';
import type { Browser, Locator, Page } from 'playwright-core';
import { syntheticPatient } from '../../apps/simulator/src/synthetic/synthetic-patient.js';
import { hashPassword } from '../../apps/gateway/src/sign-in/password.js';
import { BuildReferenceProcessor } from '../../apps/worker/src/build-reference.processor.js';
import { bindingsOf, referenceOf } from '../stories/recorded.js';
import { startGateway, type TestGateway } from '../medium/gateway/support/gateway.js';
import { complaintsOf, expectToFitAPhone, phone, pictureFolder, signIn, startBrowser } from '../support/browser.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addAlert, openStream, seed, startedAt, type Seed } from '../support/database-seed.js';
import { headTurning } from '../support/head-turning.js';
import { dayMs, pastSession, prescribe, sixDays } from '../support/past-sessions.js';
import { backInThreeGoes, swaying } from '../support/shank-and-trunk.js';
import { until } from '../support/until.js';
import { walkerSignal, type Walker } from '../support/walker.js';

const password = 'six bricks and a lamp';

/** What only several sessions show, or only some movements, over a database that was filled for it: nobody waits for six days of sessions. */
describe('the page of a patient', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let browser: Browser;
  let page: Page;
  let people: Seed;
  let complaints: string[];

  beforeAll(async () => {
    [database, browser] = await Promise.all([createTestDatabase(), startBrowser()]);
    gateway = await startGateway({ databaseUrl: database.url, consoleFolder: resolve(import.meta.dirname, '../../dist/apps/console') });
    people = await seed(database.dataSource);
    await database.dataSource.query('UPDATE account SET password_hash = $2 WHERE id = $1', [people.practitionerId, await hashPassword(password)]);
    await sixDays(database, people);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints = await complaintsOf(page);
    await page.goto(`${gateway.url}/#/patients/${people.patientId}`);
    await signIn(page, { signInName: `T-${people.practitionerId}`, password });
    await page.getByTestId('trends').getByText('RMSSD').first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
    await database?.drop();
  });

  it('says which way range, score and RMSSD go from session to session, a gap for what was not measured, and draws it', async () => {
    const trends = page.getByTestId('trends');
    await picture(page, 'trends');
    const lines = trends.locator('.trend');
    // By hand: the median slopes between any two days are 2.55 deg and -3.1 points a day, from 82 and 93.1 on.
    expect(await lines.locator('p:first-child').allTextContents()).toEqual([
      'Range grows: 82 → 95° in 5 sessions', 'Score falls: 93 → 78 in 5 sessions', 'Tempo: no trend that can be told in 5 sessions',
      'RMSSD at rest: no trend that can be told in 6 sessions', 'Recovery in the minute after work: no trend that can be told in 6 sessions',
    ]);
    expect(await trends.locator('strong').allTextContents()).toEqual(['Range grows: 82 → 95° in 5 sessions', 'Score falls: 93 → 78 in 5 sessions', 'The newest is below what is usual: 40 to 44 ms in 5 sessions of the week before it.']);
    expect(await lines.nth(0).textContent()).toContain('1 session not measured: a gap.');
    expect(await lines.nth(0).locator('.trend-point').count()).toBe(5);
    expect(await lines.nth(0).locator('.trend-gap').count()).toBe(1);
    expect(await lines.locator('.trend-line').count()).toBe(2);
    expect(await trends.getByTestId('trend-limit').textContent()).toBe('12 bpm');
    expect(await lines.last().textContent()).toContain('0 of 6 sessions at or below the line at 12 bpm');
    expect(await trends.textContent()).toContain('With sessions that are simulated, not a patient’s own.');
    await expectToFitAPhone(page);
  });

  it('has which side hurts said anew, unless somebody else was faster', async () => {
    const side = page.getByTestId('involved-side');
    const say = async (words: string): Promise<void> => {
      await side.getByRole('button', { name: /^Change which side hurts/ }).click();
      await side.getByLabel('Side that hurts').selectOption(words);
      await picture(page, 'involved-side');
      await side.getByRole('button', { name: 'Keep' }).click();
    };
    await say('left');
    await side.getByText('The left side hurts').waitFor();
    expect(await side.textContent()).toContain('It counts for sessions that begin from now on.');
    await database.dataSource.query(`UPDATE prescription SET involved_side = 'right' WHERE id = $1`, [people.prescriptionId]);
    await say('both');
    await side.getByText('The right side hurts').waitFor();
    expect(await side.getByRole('alert').textContent()).toBe('Not kept: somebody else has changed it meanwhile, to right');
    complaints.splice(0, Infinity, ...complaints.filter((each) => !each.includes('409')));
  });

  it('leads to a session whose zone is a guess, and that must not go on without a heart rate (clinical B1, B15)', async () => {
    const { sessionId } = await openStream(database.dataSource, people);
    await database.dataSource.query(`UPDATE session SET resolved = jsonb_set(resolved, '{monitoringRequired}', 'true') WHERE id = $1`, [sessionId]);
    await page.goto(`${gateway.url}/#/sessions/${sessionId}`);
    await page.getByText(/A guess, since the maximum heart rate is not known well enough: zone .*Go by effort and talk test\./).waitFor();
    await page.getByText('When to stop').click();
    await picture(page, 'when-to-stop');
    expect(await page.getByTestId('when-to-stop').textContent()).toBe('Stop now: no heart rate, and the plan asks for one at all times');
    await database.dataSource.query(`UPDATE session SET state = 'finished', ended_at = now() WHERE id = $1`, [sessionId]);
    await page.goto(`${gateway.url}/#/patients/${people.patientId}`);
    await page.getByTestId('prescribe').waitFor();
  });

  it('lists the exercises that can be prescribed by region, and says what each is for and whom to ask first', async () => {
    const form = page.getByTestId('prescribe');
    await form.locator('summary').first().click();
    await form.getByRole('combobox', { name: 'Exercise' }).selectOption({ label: 'Bird-dog' });
    const about = form.getByTestId('exercise');
    await about.locator('summary').click();
    await picture(page, 'prescribe');
    expect(await form.locator('optgroup').filter({ hasText: 'Bird-dog' }).getAttribute('label')).toBe('Low back');
    expect(await about.textContent()).toMatch(/About this exercise: Bird-dogForlow back \(exercise\).*Ask firstpain when kneeling or leaning on the wristLook for/);
    await form.getByLabel('Percent of').selectOption('percent-reserve');
    await form.getByLabel('From, %').fill('45');
    await form.getByLabel('To, %').fill('55');
    await form.getByRole('checkbox', { name: /^somebody is to watch/ }).check();
    await form.getByRole('button', { name: 'Prescribe' }).click();
    await form.getByText(/^Prescribed\./).waitFor();
    const planned = await database.dataSource.query(`SELECT intensity_scheme AS scheme, zone_low_percent AS low, zone_high_percent AS high, supervised FROM prescription WHERE exercise_id = 'bird-dog' AND patient_id = $1`, [people.patientId]);
    expect(planned).toEqual([{ scheme: 'percent-reserve', low: 45, high: 55, supervised: true }]);
  });

  it('leads to a session that says what was not smooth, and how', async () => {
    const sensors: SensorBinding[] = [{ sensor: 0, kind: 'imu', placement: { segment: 'shank', side: 'left' } }];
    const sessionId = await pastSession(database, people, { exerciseId: 'seated-knee-extension', sensors, signals: [backInThreeGoes(5)] });
    await page.goto(`${gateway.url}/#/sessions/${sessionId}`);
    await page.getByRole('columnheader', { name: 'Smoothness' }).waitFor();
    await picture(page, 'smoothness');
    // How many goes goes by SPARC, whose numbers the unit's spec has; here it is which phase, and that somebody sees it.
    const said = await page.locator('tbody td:last-child').allTextContents();
    expect(said).toHaveLength(5);
    for (const each of said) expect(each).toMatch(/^back as if in \d goes$/);
  });

  it('scores it again with the present scorer, and lists what would differ', async () => {
    const [, sessionId] = /sessions\/([\w-]+)/.exec(page.url()) ?? [];
    const byAnother = { verdict: 'scored', score: 84.2, band: 'good', domains: [], codes: [{ code: 'JERKY', severity: 'clear', feature: 'sparcBack', value: -3.9, reference: -2.6, unit: '', u: 4 }], scorer: { id: 'tendon-form', version: '3.9.0' } };
    await database.dataSource.query(`UPDATE repetition SET result = jsonb_set(result, '{score}', $2::jsonb) WHERE session_id = $1 AND number = 2`, [sessionId, JSON.stringify(byAnother)]);
    await database.dataSource.query('DELETE FROM repetition WHERE session_id = $1 AND number = 5', [sessionId]);
    const again = page.getByRole('region', { name: 'Score again' });
    await again.getByRole('button').click();
    await again.getByRole('listitem').first().waitFor();
    await picture(page, 'score-again');
    expect(await again.getByRole('status').textContent()).toMatch(/^Scorer \d+\.\d+\.\d+ differs in 2 of 5 repetitions\. What is stored stays as it is\.$/);
    expect(await again.getByRole('listitem').allTextContents()).toEqual(['Repetition 2 by scorer 3.9.0: 84, clearly jerky; now: no score', 'Repetition 5, not counted before: no score']);
  });

  it('approves repetitions of it, and learns a fault by the name that it is given', async () => {
    const form = page.getByTestId('approve');
    await form.locator('summary').first().click();
    for (const number of [1, 2, 3]) await form.getByRole('checkbox', { name: `#${number}` }).check();
    await form.getByTestId('shown-faults').locator('summary').click();
    await form.getByLabel('#4 shows').fill('Knee in');
    await picture(page, 'approve');
    await form.getByRole('button', { name: 'Approve' }).click();
    await form.getByText('It is being made').waitFor();
    const [{ id }] = await database.dataSource.query<{ id: string }[]>(`SELECT id FROM reference WHERE state = 'building'`);
    await new BuildReferenceProcessor(new ReferenceRepository(database.dataSource), new AnalysisRepository(database.dataSource)).process({ referenceId: id });
    await form.getByText('Told by name from now on: Knee in.').waitFor();
  });

  it('and to one with closed eyes, that says how much more the patient sways than with open ones (BL-02)', async () => {
    const sensors: SensorBinding[] = [{ sensor: 0, kind: 'imu', placement: { segment: 'lumbar', side: 'midline' } }];
    await pastSession(database, people, { exerciseId: 'feet-together-stance', sensors, signals: [swaying(34, 0.05)] });
    const sessionId = await pastSession(database, people, { exerciseId: 'feet-together-stance-eyes-closed', sensors, signals: [swaying(34, 0.12)], day: 1 });
    await page.goto(`${gateway.url}/#/sessions/${sessionId}`);
    const standing = page.getByTestId('standing');
    await standing.getByText(/^Sways/).waitFor();
    await picture(page, 'romberg');
    // Nothing goes out or back here.
    expect(await page.getByRole('columnheader').allTextContents()).toEqual(['#', 'Score', 'Findings', 'Length']);
    expect(await standing.textContent()).toContain('Sways 2.4 times as much as with open eyes (0.12 and 0.05 m/s², the latter from its newest session): balance leans on the eyes.');
    // No reference is built of standing, and none is offered.
    await page.getByTestId('nothing-to-approve').getByText('limits that hold for everybody').waitFor();
    expect(await page.getByTestId('approve').count()).toBe(0);
    await page.getByTestId('teach').locator('summary').click();
    await page.getByText('There is no repetition to teach from.').waitFor();
  });

  it('and to a walk, that is approved by its length; the next one says how it differs (C15), simulated walkers', async () => {
    const sensors: SensorBinding[] = [{ sensor: 0, kind: 'imu', placement: { segment: 'lumbar', side: 'midline' } }];
    const prescriptionId = await prescribe(database, people, { exerciseId: 'walking', sensors });
    const walked = (walker: Walker, day: number) => pastSession(database, people, { prescriptionId, signals: [walkerSignal(walker)], day });
    await page.goto(`${gateway.url}/#/sessions/${await walked({ seed: 1, seconds: 61, cadencePerMin: 110 }, 0)}`);
    const approve = page.getByTestId('approve');
    await approve.locator('summary').click();
    await approve.getByRole('checkbox').check();
    await approve.getByText('60 s of walking: a full reference').waitFor();
    await approve.getByRole('button', { name: 'Approve' }).click();
    await approve.getByText('It is being made…').waitFor();
    const references = new ReferenceRepository(database.dataSource);
    for (const referenceId of await references.waiting(1)) await new BuildReferenceProcessor(references, new AnalysisRepository(database.dataSource)).process({ referenceId });
    await approve.getByText(/^Approved: 60 s of walking: a full reference\./).waitFor();
    await page.goto(`${gateway.url}/#/sessions/${await walked({ seed: 2, seconds: 61, cadencePerMin: 110, limp: 0.5 }, 1)}`);
    await page.getByText('Judged against 60 s of walking that was approved.').waitFor();
    await picture(page, 'walk');
    expect(await page.getByRole('region', { name: 'Repetitions' }).getByRole('heading').textContent()).toBe('Bouts of walking 1');
    const cells = await page.locator('tbody td').allTextContents();
    expect(cells[0]).toBe('59 poor');
    expect(cells[1]).toMatch(/^cadence 110 steps a minute, .*evenness of steps 0, cadence 100, rhythm 100, level hips not measuredclearly uneven steps: symmetry of steps 0\.\d\d \(usually 1\.0\d ± 0\.0\d\)$/);
  });

  it('and to head turns, that made the patient too dizzy until they did not (C16)', async () => {
    const sensors: SensorBinding[] = [{ sensor: 0, kind: 'imu', placement: { segment: 'head', side: 'midline' } }];
    const sessionId = await pastSession(database, people, { exerciseId: 'gaze-stabilisation', sensors, signals: [headTurning(25)], day: 2 });
    const answers = { restingHeartRateBpm: 68, systolicMmHg: null, diastolicMmHg: null, feverOrAcuteIllness: false, heartSymptoms24h: false, newNeurologicalSigns: false, pain: 0, dizziness: 1 };
    const answeredAt = new Date(startedAt.getTime() + 2 * dayMs - 600_000);
    await database.dataSource.query(`INSERT INTO pre_exercise_check (id, patient_id, entered_by, answers, outcome, answered_at, source) VALUES ($1, $2, $3, $5, '{"decision":"GO","reasons":[],"isUrgent":false}', $4, 'therapist')`, [randomUUID(), people.patientId, people.practitionerId, answeredAt, JSON.stringify(answers)]);
    await page.goto(`${gateway.url}/#/sessions/${sessionId}`);
    const dizziness = page.getByTestId('dizziness');
    await dizziness.getByText('1 of 10 before; not asked since: please ask now.').waitFor();
    await page.getByRole('button', { name: 'Dizziness now 6', exact: true }).click();
    await dizziness.getByText('Too much: rose by more than 3 of 10').waitFor();
    expect(await dizziness.getByRole('status').textContent()).toBe('1 of 10 before, 6 at most since. Not known to be back yet: please ask within 15 minutes after the end.');
    await page.getByRole('button', { name: 'Dizziness now 1', exact: true }).click();
    await dizziness.getByText('1 of 10 before, 6 at most since. Back to 1 by the end.').waitFor();
    await picture(page, 'dizziness');
  });

  it('says what was noted and rang nobody, and what became of the rest, by day and by session', async () => {
    const { dataSource } = database;
    const { sessionId } = await openStream(dataSource, people);
    const alert = async (over: string): Promise<void> => void (await dataSource.query(`UPDATE alert SET ${over} WHERE id = $1`, [await addAlert(dataSource, { ...people, sessionId })]));
    await alert(`rule_id = 'FM-09', subject = 'squat/both', priority = 'info', raised_at = now(), worst_value = 4, limit_value = 3, unit = 'of 10', count = 1`);
    await alert(`rule_id = 'FM-01', priority = 'low', raised_at = now() - interval '1 min', suppressed_by = 'SY-01', state = 'cleared', worst_value = null`);
    await alert(`rule_id = 'HR-02', priority = 'medium', raised_at = now() - interval '2 min', retrospective = true, state = 'cleared', count = 1`);
    await alert(`raised_at = now() - interval '3 min', state = 'cleared', acknowledged_by = '${people.practitionerId}', acknowledged_at = now(), acknowledgement_outcome = 'patient-stopped'`);
    await page.goto(`${gateway.url}/#/sessions/${sessionId}`);
    const said = async (): Promise<string[]> => page.getByTestId('alert-of-record').locator('p').allTextContents();
    await page.getByTestId('alert-of-record').nth(3).waitFor();
    await picture(page, 'session-record');
    expect((await said()).map((each) => each.replace(/^\d\d:\d\d:\d\d /, '').replace(/by .* at \d\d:\d\d:\d\d/, 'by NAME at TIME'))).toEqual([
      'Note Perhaps guarding: slower and less far than usual, with pain', "the patient's pain: worst 4 of 10, limit 3; going on; rang nobody", expect.stringContaining('may be guarding'),
      'Low Poor form in most repetitions', '2 times; told to nobody because of: Patient needs help', expect.any(String),
      'Medium Heart rate over the ceiling', 'worst 159 bpm, limit 150; found afterwards, rang nobody', expect.any(String),
      'HIGH Heart rate too high: stop', '2 times; worst 159 bpm, limit 150; acknowledged by NAME at TIME: patient stopped', expect.any(String),
      expect.stringContaining('Was it of use?'),
    ]);
    const judged = page.getByTestId('verdict-not-useful');
    await judged.click();
    await until(async () => (await judged.getAttribute('aria-pressed')) === 'true', 'what was said');
    await page.reload();
    await judged.waitFor();
    expect([await judged.getAttribute('aria-pressed'), await page.getByTestId('verdict-useful').getAttribute('aria-pressed')]).toEqual(['true', 'false']);
    await page.goto(`${gateway.url}/#/patients/${people.patientId}`);
    await page.getByTestId('alert-days').getByText(/: 3 alerts, 1 note$/).waitFor();
    await picture(page, 'alert-days');
  });

  it('has both answers to an alert on one line of the wall, and folds what is low and over', async () => {
    const { dataSource } = database;
    const { sessionId } = await openStream(dataSource, people);
    const alert = async (over: string): Promise<void> => void (await dataSource.query(`UPDATE alert SET ${over} WHERE id = $1`, [await addAlert(dataSource, { ...people, sessionId })]));
    await alert(`rule_id = 'FM-02', priority = 'medium', count = 1`);
    // As many as make the panel scroll.
    for (const rule of ['FM-03', 'FM-05', 'FM-07', 'BL-01', 'TC-03']) await alert(`rule_id = '${rule}', priority = 'low', count = 1`);
    await alert(`rule_id = 'TC-02', kind = 'technical', priority = 'low', state = 'cleared', count = 1`);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(`${gateway.url}/#/`);
    await page.reload();
    const medium = page.locator('[data-testid="alert"][data-priority="medium"]').filter({ has: page.getByTestId('snooze') });
    await medium.waitFor();
    await picture(page, 'wall-alerts');
    const tops = await Promise.all(['acknowledge', 'snooze'].map(async (each) => (await medium.getByTestId(each).boundingBox())?.y));
    expect(tops[0]).toBe(tops[1]);
    const later = page.getByTestId('later');
    const over = later.getByTestId('alert');
    // Sessions of before have left others.
    expect(await later.locator('> summary').textContent()).toBe((await over.count()) === 1 ? 'One low alert is over' : `${await over.count()} low alerts are over`);
    expect(await over.first().isVisible()).toBe(false);
    await later.locator('> summary').click();
    expect(await over.first().getByTestId('acknowledge').isVisible()).toBe(true);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('shows by a reference that has run out what was measured, in grey: on the page of the session and on the wall', async () => {
    const recording = syntheticPatient({ seed: 5, seconds: 40, character: { set: [{ type: 'correct', count: 3 }, { type: 'too-fast', count: 3 }] } });
    const judged = { reference: referenceOf(recording), referenceStanding: { ageDays: 50, stale: 'old' } } as const;
    const sessionId = await pastSession(database, people, { exerciseId: 'squat', sensors: bindingsOf(recording.signals), signals: recording.signals, day: 2, judged });
    await page.goto(`${gateway.url}/#/sessions/${sessionId}`);
    await page.getByText('Reference is 50 days old: approve new repetitions.').waitFor();
    const scores = page.locator('tbody td:nth-child(2) strong');
    await until(async () => (await scores.count()) >= 6, 'six scores');
    await picture(page, 'stale');
    const bands = await scores.evaluateAll((each) => each.map((one) => one.textContent));
    expect(new Set(bands.map((words) => words?.split(' ').at(-1)))).toEqual(new Set(['good', 'poor']));
    expect(await looksOf(scores, 'color')).toHaveLength(1);
    await database.dataSource.query(`UPDATE session SET state = 'running', ended_at = NULL WHERE id = $1`, [sessionId]);
    await page.goto(`${gateway.url}/#/`);
    await page.reload();
    const tile = page.locator(`[data-session-id="${sessionId}"]`);
    await tile.getByText('Reference is 50 days old').waitFor();
    await until(async () => (await tile.getByTestId('repetition-chip').count()) > 1, 'chips');
    await picture(page, 'stale-wall');
    expect(await looksOf(tile.getByTestId('repetition-chip'), 'background-color')).toHaveLength(1);
  });

  it('gave the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});

/** The different looks that there are. */
async function looksOf(found: Locator, property: string): Promise<string[]> {
  const looks = await Promise.all((await found.all()).map((each) => each.evaluate(`(element) => getComputedStyle(element).getPropertyValue('${property}')`)));
  return [...new Set(looks.map(String))];
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictureFolder === undefined) return;
  await page.screenshot({ path: join(pictureFolder, `${name}.png`), fullPage: true });
  await page.setViewportSize(phone);
  await page.screenshot({ path: join(pictureFolder, `${name}-390.png`), fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
}
