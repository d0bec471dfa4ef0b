import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { complaintsOf, expectToFitAPhone, layLine, pictureFolder, signIn, startBrowser, traceOf, type Line } from '../support/browser.js';
import { listenTo, type Heard } from '../support/browser-sound.js';
import { startDemoServer, type DemoServer } from '../support/browser-server.js';
import { expectALimitToBeTriedAndSet, expectAnswersToBeWeighed, expectRuleToBeTriedAndSwitchedOn } from '../support/patient-page.js';
import { expectACountToBeCorrected, expectARepetitionAgain, expectAnExerciseToBeTaught, expectEffortToBeWrittenDown, expectTheCountByHand } from '../support/session-page.js';
import { until } from '../support/until.js';

const patients = 8;
const fresh = /^([0-2]\.\d|3\.0) s old$/;

/** A therapist's day in a real browser, over the built server and its simulated patients. Each step goes on from the one before. */
describe('the console', () => {
  let server: DemoServer;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let line: Line;
  let heard: Heard;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startDemoServer(), startBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    complaints = await complaintsOf(page);
    line = await layLine(page);
    heard = await listenTo(page);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('asks who is there, and shows everybody who exercises', async () => {
    await page.goto(server.url);
    await signIn(page, server);
    await until(async () => (await page.getByTestId('tile').count()) === patients, 'a tile for each patient');
  });

  it('says on every tile that the patient is simulated', async () => {
    for (const tile of await page.getByTestId('tile').all()) expect(await tile.getByTestId('source-label').textContent()).toContain('SIMULATED');
  });

  it('draws traces that move', async () => {
    // What is out of sight is not drawn.
    await page.setViewportSize({ width: 1280, height: 1400 });
    // By name: the session of a tile may end and another begin.
    for (const name of await page.getByTestId('tile').getByRole('heading').allTextContents()) {
      const tile = page.getByTestId('tile').filter({ hasText: name });
      let before = '';
      await until(async () => {
        const { drawn, picture } = await traceOf(tile);
        before ||= drawn > 0 ? picture : '';
        return before !== '' && picture !== before && drawn > 100;
      }, `a trace that moves: ${name}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('is never 3 s behind a patient whose sensors send, while new repetitions come with their scores', async () => {
    const tile = page.getByTestId('tile').filter({ hasText: 'A. Okafor' });
    const age = tile.getByTestId('tile-age');
    const newest = async (): Promise<number> => Number((await tile.getByTestId('repetition-chip').first().getAttribute('data-number')) ?? 0);
    await until(async () => (await tile.getByTestId('repetition-chip').count()) > 0 && fresh.test((await age.textContent()) ?? ''), 'a repetition and fresh data');
    const first = await newest();
    await until(async () => Number(await tile.getByTestId('repetition-progress').getAttribute('value')) > 0, 'a repetition that goes on');
    await until(async () => {
      expect(await age.textContent()).toMatch(fresh);
      return (await newest()) > first;
    }, 'another repetition');
    expect(await tile.getByTestId('repetition-chip').first().textContent()).toMatch(/^#\d+ (\d+ (good|fair|poor)|cannot judge: )/);
    expect(await tile.getByTestId('tile-heart-rate').textContent()).toMatch(/\d+bpm(below zone|in zone|above zone)/);
  });

  it('shows an alert; when it is acknowledged, who did and when', async () => {
    const waiting = page.getByTestId('alert').filter({ has: page.getByTestId('acknowledge'), visible: true });
    await until(async () => (await waiting.count()) > 0, 'an alert', 90_000);
    const alertId = await waiting.first().getAttribute('data-alert-id');
    const alert = page.locator(`[data-alert-id="${alertId}"]`);
    const isGrave = (await alert.getAttribute('data-priority')) === 'high';
    await alert.getByTestId('acknowledge').click();
    if (isGrave) await alert.getByTestId('outcome-spoke-to-patient').click();
    await until(async () => /Acknowledged by Demo therapist at \d\d:\d\d:\d\d/.test((await alert.textContent()) ?? ''), 'who and when');
    await page.reload();
    await until(async () => (await page.getByTestId('tile').count()) === patients, 'the wall again, still signed in');
    expect(await alert.getByTestId('acknowledge').count()).toBe(0);
  });

  it('puts the patient in danger first', async () => {
    await page.mouse.move(640, 10);
    const danger = page.locator('[data-testid="alert"][data-priority="high"]');
    await until(async () => (await danger.count()) > 0, 'an alert of high priority', 120_000);
    await until(async () => ((await page.getByTestId('tile').first().textContent()) ?? '').includes('F. Haddad'), 'F. Haddad, whose heart is over the limit, on the first tile');
    const told = danger.first().getByTestId('instruction');
    await until(async () => /^STOP shown to the patient (at once|after \d+(\.\d)? s)$/.test((await told.textContent()) ?? ''), 'that F. Haddad has seen STOP');
    if (pictureFolder !== undefined) await photograph(page, pictureFolder);
  });

  it('lets it be heard: ten rising pulses, again and again, and something else when a plug is out', async () => {
    const sound = page.getByTestId('sound-state');
    // After the reload above nobody has touched the page: the browser lets nothing sound, and the page says so. A click unblocks it.
    await until(async () => {
      await page.locator('h1').first().click();
      return (await sound.getAttribute('data-state')) === 'on';
    }, 'sound');
    await until(async () => (await heard.pulses()).length >= 10, 'the alert of high priority');
    expect((await heard.pulses()).slice(0, 10)).toEqual([262, 330, 392, 392, 523, 262, 330, 392, 392, 523]);
    await until(async () => (await heard.loudest()) > 0.02, 'something at the loudspeaker');
    await sound.click();
    await page.getByTestId('sound-switch').click();
    expect(await sound.textContent()).toBe('SOUND IS OFF');
    await page.reload();
    await until(async () => (await sound.textContent()) === 'SOUND IS OFF', 'that it is still off');
    expect(await heard.pulses()).toEqual([]);
    await sound.click();
    await page.getByTestId('sound-switch').click();
    await until(async () => (await sound.textContent()) === 'Sound on', 'sound again');
    await page.getByTestId('hear-technical-medium').click();
    await until(async () => /523,262,262/.test(String(await heard.pulses())), 'what a plug sounds like');
    await sound.click();
  });

  it('keeps the plan of who was in danger until somebody says what they found', async () => {
    const plan = page.getByTestId('paused-plan').filter({ hasText: 'F. Haddad' });
    await page.getByTestId('to-paused-plans').click();
    await until(() => plan.getByTestId('review').isVisible(), 'the plan that waits');
    expect(await plan.textContent()).toContain('Heart rate too high: stop');
    await plan.getByTestId('review-note').fill('Phoned: well again, had run up the stairs');
    await plan.getByTestId('review').click();
    // Another alert may have paused it meanwhile, and is not reviewed by this.
    await until(async () => !((await page.getByTestId('paused-plans').textContent({ timeout: 500 }).catch(() => '')) ?? '').includes('Heart rate too high: stop'), 'that it was reviewed');
  });

  it('hands an alert over and carries what colleagues say, to every console', async () => {
    const waiting = page.getByTestId('alert').filter({ has: page.getByTestId('acknowledge'), visible: true }).last();
    const alertId = (await waiting.getAttribute('data-alert-id')) ?? '';
    const other = await browser.newPage();
    // As the clinic's contact is sent it: it asks who is there, then shows the alert.
    await other.goto(`${server.url}/#/alerts/${alertId}`);
    await signIn(other, server);
    const [here, there] = [page, other].map((each) => each.locator(`[data-alert-id="${alertId}"]`));
    await there.getByTestId('teamwork').locator('summary').click();
    await there.getByTestId('comment-words').fill('I drive there');
    await there.getByTestId('comment').click();
    await until(async () => /Demo therapist.*I drive there/.test((await here.getByTestId('comments').textContent().catch(() => '')) ?? ''), 'the comment at the other console');
    await there.getByTestId('assign-to').selectOption({ label: 'Demo therapist (me)' });
    await there.getByTestId('assign').click();
    await until(async () => /^Yours since \d\d:/.test((await here.getByTestId('assignment').textContent().catch(() => '')) ?? ''), 'whose it is at the other console');
    await other.close();
  });

  it('says how well alerts serve, rule by rule, against a budget of one\'s own', async () => {
    await page.getByRole('link', { name: 'How alerts serve' }).click();
    await page.getByTestId('rules').getByRole('row', { name: /^Heart rate too high: stop \d+ 0 0 0 \d+ too few verdicts/ }).waitFor();
    expect(await page.getByTestId('budget').textContent()).toContain('It is too early to say');
    await page.getByTestId('budget-per-patient-day').fill('0.25');
    await page.getByTestId('budget-save').click();
    await page.reload();
    await until(async () => (await page.getByTestId('budget-per-patient-day').inputValue().catch(() => '')) === '0.25', 'the budget that was set');
    await page.getByRole('link', { name: 'All patients' }).click();
    await page.getByTestId('tile').first().waitFor();
  });

  it('shows one session with every repetition', async () => {
    await page.getByTestId('tile').filter({ hasText: 'D. Nakamura' }).getByRole('link').first().click();
    // Their session may have begun this moment, the one before having ended.
    await until(async () => (await page.getByRole('row').count()) > 1, 'a repetition in the table');
    const scores = await page.locator('tbody td:nth-child(2)').allTextContents();
    for (const score of scores) expect(score).toMatch(/^(\d+ (good|fair|poor)|cannot judge: )/);
    for (const range of await page.locator('tbody td:nth-child(5)').allTextContents()) expect(range).toMatch(/^(\d+° ± \d+°|not measured)$/);
    expect(await page.getByText(/^Range ±: /).count()).toBe(1);
    expect(await page.getByTestId('standing').textContent()).toMatch(/^Set \d+: .*Session: /);
    await page.getByTestId('exercise').locator('summary').click();
    expect(await page.getByTestId('exercise').textContent()).toMatch(/Look for.+:/);
    if (pictureFolder !== undefined) await page.screenshot({ path: join(pictureFolder, 'session-live.png'), fullPage: true });
    await expectToFitAPhone(page);
    await expectEffortToBeWrittenDown(page);
    await page.getByRole('link', { name: /^Patient:/ }).click();
    await expectAnswersToBeWeighed(page);
    await page.getByRole('link', { name: 'All patients' }).click();
    await until(async () => (await page.getByTestId('tile').count()) > 0, 'the wall');
  });

  it('sums up a session that is over', async () => {
    const over = page.locator('.ended').getByRole('link');
    await until(async () => (await over.count()) > 0, 'a session that is over', 150_000);
    await over.first().click();
    await until(async () => /Time in zone.*not measured \d+:\d\d min/.test((await page.getByRole('region', { name: 'Intensity' }).textContent()) ?? ''), 'its time in zone', 90_000);
    const other = await browser.newPage();
    await other.goto(page.url());
    await signIn(other, server);
    await other.getByTestId('set-counts').waitFor();
    await expectACountToBeCorrected(page);
    await expectTheCountByHand(other);
    await other.close();
    await expectARepetitionAgain(page);
    await expectAnExerciseToBeTaught(page);
    if (pictureFolder !== undefined) await page.screenshot({ path: join(pictureFolder, 'session-over.png'), fullPage: true });
    await page.getByRole('link', { name: /^Patient:/ }).click();
    await expectRuleToBeTriedAndSwitchedOn(page);
    await expectALimitToBeTriedAndSet(page);
    await page.getByRole('link', { name: 'All patients' }).click();
    await until(async () => (await page.getByTestId('tile').count()) > 0, 'the wall');
  });

  it('fits a phone', async () => {
    await expectToFitAPhone(page);
  });

  it.each(['cut', 'mute'] as const)('says NOT LIVE while the line is %s; when it is mended, it has what happened meanwhile', async (harm) => {
    const waiting = page.getByTestId('alert').filter({ has: page.getByTestId('acknowledge'), visible: true });
    await until(async () => (await waiting.count()) > 0, 'another alert', 90_000);
    const alertId = (await waiting.first().getAttribute('data-alert-id')) ?? '';
    const alert = page.locator(`[data-alert-id="${alertId}"]`);
    await heard.forget();
    await line[harm]();
    await page.getByTestId('not-live').waitFor();
    await until(async () => /392,196/.test(String(await heard.pulses())), 'that the line is dead, by ear');
    await server.acknowledge(alertId);
    expect(await alert.getByTestId('acknowledge').count()).toBe(1);
    line.mend();
    await page.getByTestId('not-live').waitFor({ state: 'detached' });
    await until(async () => ((await alert.textContent()) ?? '').includes('Acknowledged by'), 'the acknowledgement that was missed');
  });

  it('forgets everything when the therapist signs out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByTestId('sign-in-submit').waitFor();
    expect(await page.getByTestId('tile').count()).toBe(0);
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await signIn(page, server);
    await page.getByTestId('tile').first().waitFor();
  });

  it('says that it has stopped rather than showing an empty page', async () => {
    const broken = await browser.newPage();
    await broken.addInitScript("Object.defineProperty(window, 'Request', { get() { throw new Error('requests are blocked'); } })");
    await broken.goto(server.url);
    await broken.getByRole('heading', { name: 'This console has stopped' }).waitFor();
    await broken.close();
  });

  it('gave the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });

  it('says NOT LIVE when the server is gone', async () => {
    expect(await page.getByTestId('not-live').count()).toBe(0);
    await server.stop();
    await until(async () => (await page.getByTestId('not-live').count()) === 1, 'NOT LIVE');
    expect(await page.getByTestId('not-live').textContent()).toContain('NOT LIVE');
    await until(async () => /^no data for \d+ s$/.test((await page.getByTestId('tile-age').first().textContent()) ?? ''), 'the age of the data');
  });
});

/** With an alert of each kind on it: how docs/pictures/console.png is made. */
async function photograph(page: Page, folder: string): Promise<void> {
  await until(async () => (await page.locator('[data-testid="alert"].technical').count()) > 0, 'a technical alert', 90_000);
  await page.screenshot({ path: join(folder, 'console.png') });
}
