import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pictureFolder } from './browser.js';
import { until } from './until.js';

export async function expectAnswersToBeWeighed(page: Page): Promise<void> {
  const answer = async (heart: 'yes' | 'no', gate: RegExp): Promise<void> => {
    for (const [question, choice] of [[/Chest pain/, heart], [/New weakness/, 'no'], [/Fever/, 'no']] as const) await page.getByRole('group', { name: question }).getByLabel(choice, { exact: true }).check();
    for (const [question, value] of [[/Heart rate after/, '68'], [/Pain now/, '2'], [/Dizziness now/, '0']] as const) await page.getByLabel(question).fill(value);
    await page.getByRole('button', { name: 'Weigh the answers' }).click();
    await until(async () => gate.test((await page.getByTestId('gate').textContent()) ?? ''), String(gate));
  };
  await page.getByRole('heading', { name: /D. Nakamura/ }).waitFor();
  await answer('yes', /not today: chest pain.* No session starts/);
  if (pictureFolder !== undefined) await page.screenshot({ path: join(pictureFolder, 'patient.png'), fullPage: true });
  await page.getByRole('link', { name: 'All patients' }).click();
  await until(async () => /D. Nakamura.*not today/.test((await page.getByRole('region', { name: 'Patients' }).textContent()) ?? ''), 'who is held, on the wall');
  await page.getByRole('region', { name: 'Patients' }).getByRole('link', { name: /D. Nakamura/ }).click();
  await answer('no', /may exercise/);
}

export async function expectRuleToBeTriedAndSwitchedOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Write a rule' }).click();
  const form = page.getByRole('form', { name: 'A rule of your own' });
  await form.getByLabel(/^Name/).fill('Heart not at rest');
  await form.getByLabel('Than what').selectOption('a number');
  await form.getByLabel('Value').fill('60');
  await form.getByLabel('For how long, s').fill('5');
  expect(await page.getByTestId('rule-sentence').textContent()).toBe('When heart rate is above 60 bpm for 5 s: tell as Medium; over when it has not been so for 60 s.');
  if (pictureFolder !== undefined) await page.screenshot({ path: join(pictureFolder, 'rule-form.png'), fullPage: true });
  await form.getByRole('button', { name: 'Keep, switched off' }).click();
  const rule = page.getByTestId('own-rule');
  expect(await rule.getByRole('button', { name: 'Switch on' }).isDisabled()).toBe(true);
  await rule.getByRole('button', { name: 'What would it have told?' }).click();
  // Which sessions of the simulated patient are over by now is a matter of how quick this machine is.
  await until(async () => /In the last 30 days, .*session.*alerts? with it|No session of the last 30 days/.test((await rule.getByTestId('what-if').textContent()) ?? ''), 'what it would have told');
  await rule.getByRole('button', { name: 'Switch on' }).click();
  await until(async () => (await rule.getByTestId('rule-state').textContent()) === 'on', 'the rule is on');
  expect(await rule.getByRole('button', { name: 'Remove' }).count()).toBe(0);
  await rule.getByRole('button', { name: 'Switch off' }).click();
  await rule.getByRole('button', { name: 'Remove' }).click();
  await rule.waitFor({ state: 'detached' });
}

/** Of a built-in rule: first what it would have told, then set, then back to what is usual. */
export async function expectALimitToBeTriedAndSet(page: Page): Promise<void> {
  const limits = page.getByTestId('built-in-limits');
  await limits.locator('summary').first().click();
  await limits.getByText('All are the defaults.').waitFor();
  await limits.getByLabel('Ceiling, bpm').fill('131');
  expect(await limits.getByRole('button', { name: 'Set these limits' }).count()).toBe(0);
  await limits.getByRole('button', { name: 'What would they have told?' }).click();
  await limits.getByRole('button', { name: 'Set these limits' }).click({ timeout: 60_000 });
  await page.getByTestId('limits').first().getByText('ceiling 131 bpm').waitFor();
  await limits.getByText('Set: ceiling 131 bpm.').waitFor();
  await limits.getByRole('button', { name: 'All back to the defaults' }).click();
  await limits.getByText('All are the defaults.').waitFor();
}
