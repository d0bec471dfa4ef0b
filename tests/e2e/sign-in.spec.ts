import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { complaintsOf, signIn, startBrowser } from '../support/browser.js';
import { startProvider } from '../support/identity-provider.js';
import { startDemoServer, type DemoServer } from '../support/browser-server.js';
import { startMailbox, type Mailbox } from '../support/mailbox.js';
import { until } from '../support/until.js';

describe('signing in with a browser', () => {
  let server: DemoServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let mailbox: Mailbox;

  beforeAll(async () => {
    mailbox = await startMailbox();
    const mail = { SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`, SMTP_FROM: 'tendon@clinic.example', CONSOLE_URL: 'https://tendon.clinic.example/' };
    [server, browser] = await Promise.all([startDemoServer('clinic', { IDENTITY_PROVIDER_PRIVATE: 'yes', CLINIC_CONTACT_PRIVATE: 'yes', ...mail }), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await mailbox?.stop();
  });
  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    page = await context.newPage();
    complaints = await complaintsOf(page);
    await page.goto(server.url);
    await signIn(page, server);
    await page.getByText('Sign out').waitFor();
  });

  it('is kept over a reload by a cookie that no script can read, and nothing else is kept', async () => {
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ name: '__Host-tendon-refresh', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).toBe('[{},{}]');
    await page.reload();
    await page.getByText('Sign out').waitFor();
    expect((await context.cookies())[0].value).not.toBe(cookie.value);
    expect(complaints).toEqual([]);
  });

  it('ends for every tab, and neither reload nor the way back brings it back', async () => {
    const other = await context.newPage();
    await other.goto(server.url);
    await other.getByText('Sign out').waitFor();
    await page.getByText('Sign out').click();
    await page.getByTestId('sign-in-submit').waitFor();
    expect(await context.cookies()).toEqual([]);
    // Its socket is closed by the server; when it knocks again it learns why.
    await other.getByTestId('sign-in-submit').waitFor();
    await page.goto('about:blank');
    await page.goBack();
    await page.getByTestId('sign-in-submit').waitFor();
  });

  it('invites a colleague, who chooses a name and a password on one screen and adds an app with codes', async () => {
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByTestId('invite-name').fill('New Nadia <b>');
    await page.getByTestId('invite-submit').click();
    const link = await page.getByTestId('invitation-link').textContent();
    const theirs = await browser.newContext();
    const screen = await theirs.newPage();
    await screen.goto(link ?? '');
    await screen.getByText('Welcome, New Nadia <b>').waitFor();
    await screen.getByTestId('accept-name').fill('nadia');
    await screen.getByTestId('accept-password').fill('wet paint on 7 benches');
    await screen.getByTestId('accept-submit').click();
    await screen.getByRole('link', { name: 'New Nadia' }).click();
    await screen.getByTestId('add-totp').click();
    const secret = Secret.fromBase32((await screen.getByTestId('totp-secret').textContent()) ?? '');
    await screen.getByTestId('totp-code').fill(new TOTP({ secret }).generate());
    await screen.getByTestId('totp-confirm').click();
    const recoveryCode = await screen.getByTestId('recovery-codes').locator('code').first().textContent();
    await screen.getByText('Sign out').click();
    await signIn(screen, { signInName: 'nadia', password: 'wet paint on 7 benches' });
    await screen.getByTestId('sign-in-code').fill(recoveryCode ?? '');
    await screen.getByTestId('sign-in-code-submit').click();
    await screen.getByText('Sign out').waitFor();
    await theirs.close();
    expect(complaints).toEqual([]);
  });

  it('turns on the clinic\'s own accounts, by which a colleague comes in, shows who she is, and leaves', async () => {
    const provider = await startProvider({ returnTo: `${server.url}/sign-in/answer`, leaveTo: `${server.url}/` });
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByTestId('provider-issuer').fill(provider.issuer);
    await page.getByTestId('provider-client-id').fill(provider.clientId);
    await page.getByTestId('provider-client-secret').fill(provider.clientSecret);
    await page.getByTestId('provider-submit').click();
    await page.getByText('On. People come back to').waitFor();
    await page.getByTestId('invite-name').fill('Mara');
    await page.getByTestId('invite-submit').click();
    const theirs = await browser.newContext();
    const screen = await theirs.newPage();
    const theirComplaints = await complaintsOf(screen);
    const overThere = async (): Promise<void> => {
      // Our own page has a name and a button to sign in as well, and stays until theirs has come.
      await screen.waitForURL((url) => url.href.startsWith(provider.issuer));
      await screen.getByLabel('Name').fill('mara');
      await screen.getByRole('button', { name: 'Sign in' }).click();
    };
    await screen.goto((await page.getByTestId('invitation-link').textContent()) ?? '');
    await screen.getByTestId('clinic-account').click();
    await overThere();
    await screen.getByRole('link', { name: 'Mara' }).click();
    expect(screen.url()).toBe(`${server.url}/#/account`);
    await screen.getByText('You can sign in with it.').waitFor();
    await screen.getByText('Sign out').click();
    await screen.getByTestId('end-session').waitFor();
    // Still signed in over there, and so at once here, where a link had led.
    await screen.goto(`${server.url}/#/alerts`);
    await screen.getByTestId('clinic-account').click();
    await screen.getByRole('link', { name: 'Mara' }).waitFor();
    expect(screen.url()).toBe(`${server.url}/#/alerts`);
    await screen.getByText('Sign out').click();
    await screen.getByTestId('end-session').click();
    await screen.getByRole('button', { name: 'Yes' }).click();
    await screen.getByTestId('clinic-account').click();
    await overThere();
    await screen.getByRole('link', { name: 'Mara' }).waitFor();
    await theirs.close();
    await page.getByTestId('provider-remove').click();
    await page.getByText('Off. Whoever runs your accounts').waitFor();
    await provider.stop();
    // The provider's own page lacks an icon, which is not ours to mend.
    expect([complaints, theirComplaints.filter((each) => /^(CSP|exception)/.test(each))]).toEqual([[], []]);
  });

  it('adds a passkey of this machine, and signs in with it alone', async () => {
    // An address in numbers is no name that a passkey can be bound to.
    const named = server.url.replace('127.0.0.1', 'localhost');
    await page.goto(named);
    await signIn(page, server);
    await page.getByText('Sign out').waitFor();
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    });
    await page.goto(`${named}/#/account`);
    await page.getByTestId('passkey-label').fill('this machine');
    await page.getByTestId('add-passkey').click();
    await page.getByText('this machine, since').waitFor();
    await page.getByText('Sign out').click();
    await page.getByTestId('sign-in-passkey').click();
    await page.getByText('Sign out').waitFor();
    await page.goto(`${named}/#/account`);
    await page.getByText('by passkey').waitFor();
    // So that the others can sign in by the password alone.
    await page.getByRole('button', { name: 'Remove this machine' }).click();
    await page.getByText('this machine, since').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('says who is told when nobody answers: wrong addresses at their fields, the secret once, and a test that arrives', async () => {
    await page.getByRole('link', { name: 'People' }).click();
    const contact = page.getByTestId('clinic-contact');
    const [email, webhook, save] = ['contact-email', 'contact-webhook', 'contact-save'].map((each) => contact.getByTestId(each));
    await contact.getByText('outside the console nobody will be told').waitFor();
    // What the browser itself does not know to be wrong.
    for (const [field, bad, reason] of [[email, 'desk@clinic', 'Invalid email address'], [webhook, 'https://tendon:word@duty.example/', 'a name or password in it would be kept unsealed']] as const) {
      await field.fill(bad);
      await save.click();
      await until(async () => (await contact.getByRole('alert').allTextContents()).includes(reason), reason);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await contact.locator(`#${(await field.getAttribute('aria-describedby'))?.split(' ').at(-1)}`).textContent()).toBe(reason);
      await field.fill('');
    }
    await email.fill('desk@clinic.example');
    // A port on which nothing listens.
    await webhook.fill('http://127.0.0.1:1/');
    await save.click();
    expect(await contact.getByTestId('webhook-secret').textContent()).toMatch(/^[\w-]{43}$/);
    expect(await contact.getByRole('alert').count()).toBe(0);
    await contact.getByTestId('contact-test').click();
    await contact.getByRole('row', { name: /E-mail test arrived/ }).waitFor();
    expect(mailbox.mails).toMatchObject([{ from: 'tendon@clinic.example', to: ['desk@clinic.example'] }]);
    const failed = contact.getByRole('row', { name: /Webhook test on its way; attempt 1 failed\. Nothing listens at that address\. Check the address and its port/ });
    await failed.waitFor();
    expect(await failed.getByText('ECONNREFUSED').isVisible()).toBe(false);
    await failed.getByText('What it said').click();
    await failed.getByText('ECONNREFUSED').waitFor();
    await page.reload();
    await until(async () => (await email.inputValue().catch(() => '')) === 'desk@clinic.example', 'the address, kept');
    expect([await webhook.inputValue(), await contact.getByTestId('webhook-secret').count(), await contact.getByText('Nobody is set').count()]).toEqual(['http://127.0.0.1:1/', 0, 0]);
    // The browser's own console tells of answers 400, which are meant here.
    expect(complaints.filter((each) => !each.includes('400 (Bad Request)'))).toEqual([]);
  });
});
