import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ConsoleClient } from '../../apps/simulator/src/demo/console-client.js';
import { enrol } from '../../apps/simulator/src/demo/course.js';
import { packetise } from '../../apps/simulator/src/device/packetise.js';
import { runDevice } from '../../apps/simulator/src/device/simulated-device.js';
import { guidedPerformance, syntheticPatient } from '../../apps/simulator/src/synthetic/synthetic-patient.js';
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
    await page.getByTestId('device').first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('a device comes with the code, shows its number, and is the patient\'s when that was typed', async () => {
    const before = await page.getByTestId('device').count();
    await page.getByLabel('New device').fill('Kitchen hub');
    await page.getByRole('button', { name: 'Get a code' }).click();
    const shown = await page.getByTestId('claim-code').locator('.code').textContent();
    const redemption = { code: shown ?? '', secret: randomBytes(32).toString('base64url'), model: 'Hub 2' };
    const answer = await fetch(`${server.url}/api/device-claims/redemption`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(redemption) });
    const { checkNumber } = (await answer.json()) as { checkNumber: string };
    const form = page.getByTestId('claim-number');
    await form.getByLabel('Number').fill(checkNumber);
    expect(await form.textContent()).toContain('Hub 2 has come with the code');
    await form.getByRole('button').click();
    await until(async () => (await page.getByTestId('device').count()) === before + 1, 'one more device');
    expect(await page.getByTestId('claim-over').textContent()).toContain('is this patient’s now');
  });

  it('is cut off with a reason, and has a ticket for what it still holds', async () => {
    const device = page.getByTestId('device').filter({ hasText: 'Kitchen hub' });
    await device.getByRole('combobox').selectOption('lost');
    await device.getByRole('button', { name: 'Cut off' }).click();
    await device.getByRole('button', { name: 'Ticket for what it still holds' }).click();
    await until(async () => /name \S+\.2, secret [\w-]{43}/.test((await device.textContent()) ?? ''), 'a ticket');
    expect(await device.textContent()).toContain('lost');
  });

  it('a guided calibration is asked for, followed step by step, and says what it came to', async () => {
    const therapist = await ConsoleClient.signIn({ http: server.url, live: server.url }, server);
    const course = await enrol(therapist, { recording: syntheticPatient({ seed, seconds: 5 }), displayName: 'Demo: I. Ferri (simulated)', mqttUrl: server.mqttUrl });
    await page.goto(`${server.url}/#/patients/${course.patientId}`);
    const calibration = page.getByTestId('calibration').first();
    await calibration.getByRole('button', { name: 'Calibrate the sensors' }).click();
    await calibration.getByTestId('calibration-asked').waitFor();
    await picture(page, 'calibration-asked');
    // Stands still, lifts a knee and bows, four times faster than life.
    const done = runDevice({ ...course, purpose: 'exercise', packets: [], guided: packetise(guidedPerformance(seed, 1)), speed: 4 });
    const steps = new Set<string | null>();
    await until(async () => {
      const guided = calibration.getByTestId('guided');
      if ((await guided.count()) === 0) return (await calibration.getByText(/^Calibrated: /).count()) > 0;
      const step = await guided.getAttribute('data-step', { timeout: 1000 }).catch(() => null);
      if (step === '1' && !steps.has('1')) await picture(page, 'calibration-running');
      steps.add(step);
      return (await calibration.getByTestId('guided-verdict').count()) > 0;
    }, 'the verdict');
    expect((await done).purpose).toBe('guided-calibration');
    await until(async () => /^Calibrated: \d/.test((await calibration.getByTestId('calibrated').textContent()) ?? ''), 'what stays of it');
    expect([...steps]).toEqual(expect.arrayContaining(['0', '1', '2']));
    await picture(page, 'calibration-done');
    await calibration.getByRole('link').click();
    await until(async () => ((await page.getByTestId('worn').textContent()) ?? '').includes('Every sensor is calibrated.'), 'the verdict on the page of the session');
    await picture(page, 'calibration-session');
  });

  it('a session of a patient who was calibrated says how the sensors sit', async () => {
    await page.goto(`${server.url}/#/`);
    await page.getByTestId('tile').filter({ hasText: 'B. Lindqvist' }).getByRole('link').first().click();
    await until(async () => /right thigh sits as it was calibrated\..*chest sits as it was calibrated\./.test((await page.getByTestId('worn').textContent()) ?? ''), 'how both sit');
    await picture(page, 'worn');
    await page.goto(`${server.url}/#/`);
    await page.getByRole('region', { name: 'Patients' }).getByRole('link', { name: /I\. Ferri/ }).click();
  });

  it('an exercise is prescribed with how a sensor is strapped on, in plain words', async () => {
    const form = page.getByTestId('prescribe');
    await form.getByText('Prescribe an exercise').click();
    await form.getByLabel('Exercise', { exact: true }).selectOption('hip-hinge');
    await form.getByRole('group', { name: /front of the thigh/ }).getByLabel(/upwards points/).selectOption('-y');
    await form.getByRole('group', { name: /front of the thigh/ }).getByLabel(/front points/).selectOption('z');
    await picture(page, 'prescribe');
    const before = page.viewportSize() ?? { width: 1280, height: 720 };
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.setViewportSize(before);
    await form.getByRole('button', { name: 'Prescribe' }).click();
    await until(async () => /Hip hinge.*right thigh, the far end of y up, z to the front/.test((await page.getByTestId('prescriptions').textContent()) ?? ''), 'the new prescription');
  });

  it('gave the browser nothing to complain of', () => expect(complaints).toEqual([]));
});

/** Of a simulated patient. */
const seed = 1008;
/** Set to a folder, what is seen is photographed into it. */
const pictureFolder = process.env['TENDON_PICTURES'];

async function picture(page: Page, name: string): Promise<void> {
  if (pictureFolder !== undefined) await page.screenshot({ path: join(pictureFolder, `${name}.png`), fullPage: true });
}
