import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { traceOf } from './browser.js';
import { until } from './until.js';

export async function expectEffortToBeWrittenDown(page: Page): Promise<void> {
  await page.getByLabel('How hard is it? (0 to 10)').selectOption('7');
  await page.getByLabel('Talk test').selectOption('few-words');
  await page.getByRole('button', { name: 'Write down' }).click();
  await page.getByText(/during: RPE 7, very hard; only a few words/).waitFor();
  await until(async () => /vigorous, by .*effort as it was said and talk test/.test((await page.getByTestId('effort-now').textContent()) ?? ''), 'what the effort is now');
}

export async function expectACountToBeCorrected(page: Page): Promise<void> {
  const counts = page.getByTestId('set-counts');
  await counts.locator('summary').first().click();
  await counts.getByLabel('Repetitions that were done').first().fill('99');
  await counts.getByRole('button', { name: 'Keep' }).first().click();
  await expectTheCountByHand(page);
  await page.getByTestId('add-set').locator('summary').click();
  await page.getByTestId('add-set').getByRole('spinbutton').fill('7');
  await page.getByTestId('add-set').getByRole('button', { name: 'Keep' }).click();
  await until(async () => /Set \d+: 7 repetitions by hand \(.+\); 0 as counted/.test((await counts.textContent()) ?? ''), 'the set in which nothing was counted');
}

export async function expectTheCountByHand(page: Page): Promise<void> {
  await until(async () => /Set 1: 99 repetitions by hand \(.+\); \d+ as counted/.test((await page.getByTestId('set-counts').textContent()) ?? ''), 'the count by hand beside what was counted');
}

/** Of the session that is over: its angle comes from the stored packets. */
export async function expectARepetitionAgain(page: Page): Promise<void> {
  const again = page.getByTestId('repetition-trace');
  await again.waitFor({ timeout: 90_000 });
  await again.getByLabel('Repetition').selectOption({ index: 1 });
  await until(async () => (await again.locator('canvas').count()) > 0 && (await traceOf(again)).drawn > 100, 'the angle of a repetition again');
}

/** The demo's therapist makes an exercise of it, tries it on this very session, and switches it on. */
export async function expectAnExerciseToBeTaught(page: Page): Promise<void> {
  const teach = page.getByTestId('teach');
  await teach.locator('summary').first().click();
  for (const choice of (await teach.getByRole('checkbox').all()).slice(0, 3)) await choice.check();
  expect(await page.getByTestId('grade').textContent()).toMatch(/^3 repetitions: a provisional reference/);
  await teach.getByLabel('What is it called?').fill('Sit back as onto a stool');
  await teach.getByRole('button', { name: 'Make a draft' }).click();
  const taught = page.getByTestId('taught').filter({ hasText: 'Sit back as onto a stool' });
  await until(async () => (await taught.getAttribute('data-state')) === 'draft', 'the draft');
  await taught.getByRole('button', { name: 'Try it on this session' }).click();
  await until(async () => /This session would have been scored .*#1 \d+ (good|fair|poor)/.test((await taught.textContent()) ?? ''), 'how it would have been scored');
  await taught.getByRole('button', { name: 'Switch it on' }).click();
  await until(async () => (await taught.getAttribute('data-state')) === 'active', 'the exercise that is switched on');
}
