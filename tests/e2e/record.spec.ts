import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertView } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectAsync } from 'mqtt';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemoServer, type DemoServer } from '../support/browser-server.js';
import { complaintsOf, enlargeLetters, expectToFitAPhone, phone, pictureFolder, signIn, startBrowser, tooSmallToTouch } from '../support/browser.js';
import { until } from '../support/until.js';

const password = 'wet paint on 7 benches';

/** A patient's record as patient, therapist outside of the care team, admin and auditor have it before their eyes. */
describe('a record in a browser', () => {
  let server: DemoServer;
  let browser: Browser;
  let context: BrowserContext;
  let staff: Page;
  let own: Page;
  let complaints: string[];
  let otto: Otto;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startDemoServer('clinic'), startBrowser()]);
    otto = await enrolOtto(server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext({ acceptDownloads: true });
    const other = await browser.newContext();
    [staff, own] = [await other.newPage(), await context.newPage()];
    complaints = await complaintsOf(own);
    await Promise.all([own.goto(server.url), staff.goto(server.url)]);
    await Promise.all([signIn(own, { signInName: 'otto', password }), signIn(staff, server)]);
    await Promise.all([own.getByText('Sign out').waitFor(), staff.getByText('Sign out').waitFor()]);
  });

  it('is shared with a therapist, agreed to and taken back, and taken along as a table', async () => {
    await own.getByTestId('access').getByText('Vera').waitFor();
    await own.getByTestId('share-submit').click();
    await own.getByTestId('access').getByText('Demo therapist').waitFor();
    await staff.reload();
    await staff.getByRole('link', { name: 'Otto' }).waitFor();
    await own.getByTestId('consent-recipient').fill('University of <b>Somewhere</b>');
    await own.getByTestId('consent-submit').click();
    await own.getByTestId('consents').getByText('University of <b>Somewhere</b>, for research').waitFor();
    await own.getByRole('button', { name: 'Take back: Demo therapist may see your record' }).click();
    await own.getByTestId('consents').getByText('taken back').waitFor();
    await staff.reload();
    await staff.getByText('Emergency access to another patient').waitFor();
    expect(await staff.getByRole('link', { name: 'Otto' }).count()).toBe(0);
    const [download] = await Promise.all([own.waitForEvent('download'), own.getByTestId('export-csv').click()]);
    const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
    expect({ name: download.suggestedFilename(), head: lines[0], hasName: lines.includes('1,"patient","display_name","Otto"') }).toEqual({ name: 'record.csv', head: '"row","table","column","value"', hasName: true });
    await own.reload();
    await own.getByTestId('trail').getByText('export record').waitFor();
    expect(complaints).toEqual([]);
  });

  it('says STOP over everything while they exercise, whichever page is open, aloud too, and their therapist knows that they see it', async () => {
    await own.evaluate('window.tendonSpoken = []; speechSynthesis.speak = ({ text }) => void tendonSpoken.push(text)');
    await own.evaluate(`window.tendonLit = 0; navigator.wakeLock.request = async () => { tendonLit++; return { addEventListener() {}, release: async () => void tendonLit-- }; }`);
    expect(await own.getByTestId('exercise-now').count()).toBe(0);
    const stopExercising = await otto.exercise();
    await own.getByRole('heading', { name: 'You are exercising' }).waitFor();
    await own.getByText('Leave this page open and loud: it tells you when to stop.').waitFor();
    expect(await own.evaluate('tendonLit')).toBe(1);
    await own.getByRole('button', { name: 'Pain now 2', exact: true }).click();
    await own.getByText('Received: pain 2.').waitFor();
    expect(await own.getByTestId('told').count()).toBe(0);
    await expectToBeReadOnAPhone(own, 'record');
    await own.getByRole('link', { name: 'Your account' }).click();
    await own.getByRole('button', { name: 'End all others' }).waitFor();
    await expectToBeReadOnAPhone(own, 'account');
    await expectALineToBeMissed(own, context, complaints);
    await own.getByRole('button', { name: 'I need help' }).click();
    await own.getByTestId('told').getByText('STOP', { exact: true }).waitFor();
    expect(await own.getByTestId('told').textContent()).toContain('if you are in danger, call for help yourself');
    await expectToBeReadOnAPhone(own, 'stop');
    const isCovered = await own.evaluate(`[[innerWidth / 2, 5], [5, innerHeight - 5]].every(([x, y]) => document.elementFromPoint(x, y)?.closest('.told') !== null)`);
    expect(isCovered).toBe(true);
    // What is behind it cannot be reached by key either, and it does not go away.
    for (const key of ['Escape', 'Escape', 'Tab', 'Tab', 'Tab']) await own.keyboard.press(key);
    expect(await own.evaluate(`document.querySelector('dialog').open && [document.body, ...document.querySelectorAll('.told, .told *')].includes(document.activeElement)`)).toBe(true);
    await until(async () => (await otto.alert())?.instruction?.shownAt !== null, 'that Vera knows');
    const { id, ruleId, instruction } = (await otto.alert()) as AlertView;
    expect({ ruleId, instruction }).toEqual({ ruleId: 'SY-01', instruction: { act: 'stop', toldAt: expect.any(String), shownAt: expect.any(String), isUnconfirmed: false, endedAt: null } });
    expect(Date.parse(instruction?.shownAt ?? '') - Date.parse(instruction?.toldAt ?? '')).toBeLessThan(3000);
    expect(await own.evaluate('tendonSpoken')).toEqual([expect.stringContaining('Stop now. Sit or lie down.')]);
    // As the browser says it of a page that nobody has touched since it was opened.
    await own.addInitScript("Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: false } })");
    await own.reload();
    await own.getByTestId('told').getByText('STOP', { exact: true }).waitFor();
    expect(await own.getByTestId('exercise-now').textContent()).toContain('It cannot speak before you have touched it.');
    await otto.acknowledge(id);
    await own.getByTestId('told').waitFor({ state: 'detached' });
    await stopExercising();
    await own.getByTestId('exercise-now').waitFor({ state: 'detached' });
    await own.getByRole('link', { name: 'Your record' }).click();
    await own.getByTestId('trail').getByText('report', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('is opened in an emergency with a reason that the patient reads, and the auditor sees it', async () => {
    await staff.getByText('Emergency access to another patient').click();
    await staff.getByTestId('emergency-search').fill('ott');
    await staff.getByTestId('emergency-patients').getByText('Otto').click();
    await staff.getByTestId('emergency-reason').fill('found on the floor by a neighbour');
    await staff.getByTestId('emergency-open').click();
    await staff.getByRole('heading', { name: 'Otto' }).waitFor();
    await own.reload();
    await own.getByTestId('emergency-reason').getByText('found on the floor by a neighbour').waitFor();
    await staff.getByRole('link', { name: 'Audit trail' }).click();
    await staff.getByTestId('trail').getByText('let themselves in, in an emergency').waitFor();
  });

  it('is kept by a legal hold, and goes twelve hours after an admin has said so, unless they take it back', async () => {
    await staff.getByRole('link', { name: 'Records' }).click();
    await staff.getByRole('button', { name: 'Keep the record of Otto' }).click();
    await staff.getByLabel('Why must it be kept?').fill('a letter of the court');
    await staff.getByRole('button', { name: 'Keep it' }).click();
    await staff.getByTestId('held').getByText('a letter of the court').waitFor();
    expect(await staff.getByRole('button', { name: 'Erase the record of Otto' }).count()).toBe(0);
    await staff.getByRole('button', { name: 'End the hold' }).click();
    await staff.getByRole('button', { name: 'Erase the record of Otto' }).click();
    await staff.getByTestId('erase-confirm').click();
    await staff.getByTestId('to-be-erased').getByText('Will be erased').waitFor();
    await own.reload();
    await own.getByTestId('erasure-to-come').getByText('Take a copy with you before').waitFor();
    await staff.getByRole('button', { name: 'Take back the erasure of Otto' }).click();
    await staff.getByTestId('to-be-erased').waitFor({ state: 'detached' });
    await staff.getByTestId('retention-raw').fill('365');
    await staff.getByTestId('retention-submit').click();
    await staff.getByText('Saved').waitFor();
    await staff.reload();
    expect(await staff.getByTestId('retention-raw').inputValue()).toBe('365');
  });
});

/** A call for help is not kept until there is a line again: that it was not sent is said at once. */
async function expectALineToBeMissed(page: Page, context: BrowserContext, complaints: string[]): Promise<void> {
  await context.setOffline(true);
  await page.getByRole('button', { name: 'I need help' }).click();
  await page.getByText('Not sent: the server cannot be reached. If you are in danger, call for help yourself.').waitFor({ timeout: 3000 });
  await context.setOffline(false);
  complaints.splice(0, Infinity, ...complaints.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED')));
}

/** Also with letters twice as large; and whatever is touched is large enough. */
async function expectToBeReadOnAPhone(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(phone);
  for (const times of [1, 2]) {
    await enlargeLetters(page, times);
    await expectToFitAPhone(page);
    expect(await page.evaluate(`[...document.querySelectorAll('dialog')].every(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)`)).toBe(true);
    expect(await tooSmallToTouch(page)).toEqual([]);
    if (pictureFolder !== undefined) await page.screenshot({ path: join(pictureFolder, `own-${name}-${times}.png`), fullPage: name !== 'stop' });
  }
  await enlargeLetters(page, 1);
  if (before !== null) await page.setViewportSize(before);
}

interface Otto {
  /** A device of his without a screen opens a session; what comes back ends it. */
  exercise(): Promise<() => Promise<void>>;
  /** The newest one, as Vera has it. */
  alert(): Promise<AlertView | undefined>;
  /** Vera has spoken to him. */
  acknowledge(alertId: string): Promise<void>;
}

/** Vera comes by invitation, makes Otto a patient and invites him. */
async function enrolOtto({ url, mqttUrl, signInName, password: adminPassword }: DemoServer): Promise<Otto> {
  const post = async <T>(path: string, body: object, token?: string): Promise<T> => {
    const response = await fetch(`${url}/api/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return (text === '' ? null : JSON.parse(text)) as T;
  };
  const { token: admin } = await post<{ token: string }>('sign-in', { signInName, password: adminPassword });
  const { token: asked } = await post<{ token: string }>('invitations', { displayName: 'Vera', roles: ['therapist'] }, admin);
  const { token: vera } = await post<{ token: string }>('invitations/acceptance', { token: asked, signInName: 'vera', password });
  const { id } = await post<{ id: string }>('patients', { displayName: 'Otto', birthYear: 1961 }, vera);
  const { token: link } = await post<{ token: string }>(`patients/${id}/invitation`, {}, vera);
  await post('invitations/acceptance', { token: link, signInName: 'otto', password });
  const sensors = [{ sensor: 0, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } }];
  const { id: prescriptionId } = await post<{ id: string }>(`patients/${id}/prescriptions`, { exerciseId: 'walking', sensors }, vera);
  const { id: deviceId, secret } = await post<{ id: string; secret: string }>(`patients/${id}/devices`, { label: 'strap' }, vera);
  return {
    exercise: async () => {
      const client = await connectAsync(mqttUrl, { protocolVersion: 4, clientId: deviceId, username: deviceId, password: secret });
      await client.publishAsync(`v1/d/${deviceId}/up/q`, JSON.stringify({ open: { nonce: randomUUID(), deviceTimeUs: 0, purpose: 'exercise', prescriptionId } }), { qos: 1 });
      return async () => {
        await client.endAsync();
        await post(`devices/${deviceId}/revocation`, { reason: 'lost' }, vera);
      };
    },
    alert: async () => ((await (await fetch(`${url}/api/alerts`, { headers: { authorization: `Bearer ${vera}` } })).json()) as AlertView[]).at(0),
    acknowledge: async (alertId) => void (await post(`alerts/${alertId}/acknowledgement`, { outcome: 'spoke-to-patient' }, vera)),
  };
}
