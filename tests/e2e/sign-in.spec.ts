import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { complaintsOf, signIn, startBrowser } from '../support/browser.js';
import { startDemoServer, type DemoServer } from '../support/browser-server.js';

describe('signing in with a browser', () => {
  let server: DemoServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startDemoServer('clinic'), startBrowser()]);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  }, 30_000);
  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    page = await context.newPage();
    complaints = await complaintsOf(page);
    await page.goto(server.url);
    await signIn(page, server);
    await page.getByText('Sign out').waitFor();
  }, 30_000);

  it('is kept over a reload by a cookie that no script can read, and nothing else is kept', async () => {
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ name: '__Host-tendon-refresh', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).toBe('[{},{}]');
    await page.reload();
    await page.getByText('Sign out').waitFor();
    expect((await context.cookies())[0].value).not.toBe(cookie.value);
    expect(complaints).toEqual([]);
  }, 30_000);

  it('ends for every tab, and neither reload nor the way back brings it back', async () => {
    const other = await context.newPage();
    await other.goto(server.url);
    await other.getByText('Sign out').waitFor();
    await page.getByText('Sign out').click();
    await page.getByTestId('sign-in-submit').waitFor();
    expect(await context.cookies()).toEqual([]);
    // Its socket is closed by the server; when it knocks again it learns why.
    await other.getByTestId('sign-in-submit').waitFor({ timeout: 10_000 });
    await page.goto('about:blank');
    await page.goBack();
    await page.getByTestId('sign-in-submit').waitFor();
  }, 40_000);
});
