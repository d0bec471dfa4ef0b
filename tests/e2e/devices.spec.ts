import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { complaintsOf, signIn, startBrowser } from '../support/browser.js';
import { startDemoServer, type DemoServer } from '../support/browser-server.js';
import { until } from '../support/until.js';

/** A therapist gives a patient a device, and takes it away again, in a real browser. */
describe('the devices of a patient', () => {
  let server: DemoServer;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startDemoServer(), startBrowser()]);
    page = await browser.newPage();
    complaints = await complaintsOf(page);
    await page.goto(server.url);
    await signIn(page, server);
    await page.getByTestId('tile').first().getByRole('link').first().click();
    await page.locator('a[href^="#/patients/"]').first().click();
    await page.getByTestId('device').first().waitFor({ timeout: 30_000 });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  }, 30_000);

  it('a device comes with the code, shows its number, and is the patient\'s when that was typed', async () => {
    const before = await page.getByTestId('device').count();
    await page.getByLabel('New device').fill('Kitchen hub');
    await page.getByRole('button', { name: 'Get a code' }).click();
    const shown = await page.getByTestId('claim-code').locator('.code').textContent();
    const redemption = { code: shown ?? '', secret: randomBytes(32).toString('base64url'), model: 'Hub 2' };
    const answer = await fetch(`${server.url}/api/device-claims/redemption`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(redemption) });
    const { checkNumber } = (await answer.json()) as { checkNumber: string };
    const form = page.getByTestId('claim-number');
    await form.getByLabel('Number').fill(checkNumber, { timeout: 10_000 });
    expect(await form.textContent()).toContain('Hub 2 has come with the code');
    await form.getByRole('button').click();
    await until(async () => (await page.getByTestId('device').count()) === before + 1, 'one more device');
    expect(await page.getByTestId('claim-over').textContent()).toContain('is this patient’s now');
  }, 60_000);

  it('is cut off with a reason, and has a ticket for what it still holds', async () => {
    const device = page.getByTestId('device').filter({ hasText: 'Kitchen hub' });
    await device.getByRole('combobox').selectOption('lost');
    await device.getByRole('button', { name: 'Cut off' }).click();
    await device.getByRole('button', { name: 'Ticket for what it still holds' }).click();
    await until(async () => /name \S+\.2, secret [\w-]{43}/.test((await device.textContent()) ?? ''), 'a ticket');
    expect(await device.textContent()).toContain('lost');
  }, 30_000);

  it('gave the browser nothing to complain of', () => expect(complaints).toEqual([]));
});
