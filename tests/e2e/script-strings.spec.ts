import { randomBytes, randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignInRepository } from '#libs/data';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import 'reflect-metadata';
import { apiDocuments } from '../../apps/gateway/src/api-documents.js';
import type { Schema } from '../../apps/simulator/src/fuzz/schema-value.js';
import { builtApp } from '../../apps/simulator/src/system/built.js';
import { params, routeFacts } from '../medium/access/route-facts.js';
import { makeWorld, type ActorName, type World } from '../medium/access/world.js';
import { startGateway, type TestGateway } from '../medium/gateway/support/gateway.js';
import { complaintsOf, startBrowser } from '../support/browser.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { scriptText } from '../support/script-strings.js';
import { textFieldsOf, withText, type TextField } from '../support/text-fields.js';

interface Operation {
  method: string;
  path: string;
  fields: TextField[];
  policy: string;
}

/** Who may write there. Of those who are signed in it is the auditor, who loses the password. */
const writers: Record<string, ActorName> = { public: 'anonymous', 'signed-in': 'auditor', practitioner: 'therapist in care', patient: 'patient A', 'clinic-admin': 'clinic admin', emergency: 'therapist outside', auditor: 'auditor', device: 'device' };
/** Where text is shown, and to whom. Every page of the console but those that come by a link. */
const pagesOf: [ActorName, (world: World) => string[]][] = [
  ['therapist in care', ({ a }) => ['#/', '#/account', `#/patients/${a.patientId}`, `#/sessions/${a.sessionId}`]],
  ['clinic admin', () => ['#/people', '#/account']],
  ['patient A', () => ['#/', '#/account']],
];

const textInputs = 'input:not([type]):visible, input[type=text]:visible, input[type=password]:visible, input[type=search]:visible, input[type=url]:visible, textarea:visible';

describe('text that is markup or code somewhere else', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let browser: Browser;
  let world: World;
  let nth = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    [gateway, browser] = await Promise.all([startGateway({ databaseUrl: database.url, consoleFolder: dirname(builtApp('console/index.html')), env: { HTTP_REQUESTS_PER_S: '10000' } }), startBrowser()]);
    world = await makeWorld(database.dataSource);
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
    await database?.drop();
  });

  /** Every operation with a text field, by the description of the interface: a new one is found by itself. */
  const operations = async (): Promise<Operation[]> => {
    const { openapi, access } = await apiDocuments();
    const { paths, components } = JSON.parse(openapi) as { paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>; components: { schemas: Record<string, Schema> } };
    return Object.entries(paths).flatMap(([described, methods]) => Object.entries(methods).flatMap(([method, { requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      const path = described.replace(/\{(\w+)\}/g, ':$1');
      const [, policy = ''] = new RegExp(`^\\| \`${path}\` \\| ${method.toUpperCase()} \\| ([\\w-]+)`, 'm').exec(access) ?? [];
      const fields = schema === undefined ? [] : textFieldsOf(schema, components.schemas);
      return fields.length === 0 ? [] : [{ method: method.toUpperCase(), path, fields, policy }];
    }));
  };

  const write = async ({ method, path, policy }: Operation, field: TextField, text: string): Promise<number> => {
    const actor = world.actors[writers[policy]];
    const facts = routeFacts[`${method} ${path}`];
    const filled = path.replace(/:(\w+)/g, (_whole, name: string) => params[name](world.a));
    const response = await fetch(`${gateway.url}${filled}`, {
      method, headers: { ...actor.headers, origin: gateway.url, 'content-type': 'application/json' }, body: JSON.stringify(withText(facts.body?.(world.a), field.path, text)),
    });
    return response.status;
  };

  it('is taken by every field that takes text, or refused with a reason; by none badly', async () => {
    const found = await operations();
    const statuses: Record<string, number> = {};
    for (const operation of found) {
      for (const field of operation.fields) {
        await routeFacts[`${operation.method} ${operation.path}`].prepare?.(database.dataSource, world.a);
        statuses[`${operation.method} ${operation.path} ${field.path.join('.')}`] = await write(operation, field, scriptText(field.longest, (nth += 7)));
      }
    }
    expect(Object.keys(statuses).length).toBeGreaterThanOrEqual(35);
    expect(Object.entries(statuses).filter(([, status]) => status >= 500)).toEqual([]);
    // Names, labels, notes, reasons, words: where people write, it is kept as it is.
    const kept = Object.entries(statuses).filter(([, status]) => status < 300).map(([name]) => name);
    expect(kept).toEqual(expect.arrayContaining([
      'POST /api/invitations displayName', 'POST /api/patients displayName', 'POST /api/patients conditions.[]', 'POST /api/patients/:patientId/devices label', 'POST /api/patients/:patientId/emergency-access reason',
      'POST /api/alerts/:alertId/acknowledgement note', 'POST /api/record/consents recipient',
    ]));
    await nameEverything();
  });

  /** What no route changes once it is there: the names that stand on every page. */
  const nameEverything = async (): Promise<void> => {
    const [text, { a }] = [scriptText(200, 31), world];
    await database.dataSource.query('UPDATE clinic SET name = $2 WHERE id = $1', [a.clinicId, text]);
    await database.dataSource.query('UPDATE sign_in SET agent = $1', [text]);
  };

  const enter = async (name: ActorName): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> => {
    const { id } = world.actors[name];
    const [access, refresh] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
    const now = new Date();
    const expiresAt = new Date(now.getTime() + 3_600_000);
    await new SignInRepository(database.dataSource).begin({ id: randomUUID(), accountId: id ?? '', method: 'test', agent: scriptText(120, 3), mustEnrol: false, tokens: { access, refresh }, now, accessExpiresAt: expiresAt, expiresAt });
    const context = await browser.newContext();
    await context.addCookies([{ name: '__Host-tendon-refresh', value: refresh, domain: '127.0.0.1', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }]);
    const page = await context.newPage();
    const complaints = await complaintsOf(page);
    page.on('dialog', (dialog) => {
      complaints.push(`exception: a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.addInitScript(`window.stung = () => tendonComplains('exception: stung'); window.alert = window.stung`);
    return { context, page, complaints };
  };

  /** What ran, what was refused to run, and what became an element. */
  const harmOf = async ({ page, complaints }: { page: Page; complaints: string[] }): Promise<string[]> => {
    const elements = await page.locator('#sting, iframe, object, embed, base, main script, main style, main link').count();
    return [...complaints.filter((each) => /^(CSP|exception)/.test(each)), ...(elements === 0 ? [] : [`${elements} elements that nobody made`])];
  };

  /** An address of script is an address too: the browser lets it pass. */
  const textFor = async (field: Locator): Promise<string> => {
    const [kind, longest] = [await field.getAttribute('type', { timeout: 500 }), await field.getAttribute('maxlength', { timeout: 500 })];
    return kind === 'url' ? 'javascript:stung()' : scriptText(Number(longest ?? 200), (nth += 7));
  };

  /** Text into every field of every form that takes any, and sent. How many fields there were. */
  const fillForms = async (page: Page): Promise<number> => {
    let filled = 0;
    for (const form of await page.locator('form:visible').all()) {
      const fields = await form.locator(textInputs).all();
      for (const field of fields) await textFor(field).then((text) => field.fill(text, { timeout: 500 })).catch(() => undefined);
      if (fields.length > 0) await form.locator('button[type=submit]:visible').first().click({ timeout: 500 }).catch(() => undefined);
      filled += fields.length;
    }
    return filled;
  };

  it.each(pagesOf.map(([name]) => name))('stays text on every page, and in every form, of: %s', async (name) => {
    const entered = await enter(name);
    const { page, context } = entered;
    const shown: string[] = [];
    let filled = 0;
    for (const hash of pagesOf.find(([each]) => each === name)?.[1](world) ?? []) {
      await page.goto('about:blank');
      await page.goto(`${gateway.url}/${hash}`, { waitUntil: 'networkidle' });
      await page.getByText('Sign out').waitFor();
      shown.push(await page.locator('body').innerText());
      filled += await fillForms(page);
      // What opens further forms, whatever it does: all this is for the bin.
      for (const button of (await page.locator('main button[type=button]:visible, main summary:visible').all()).slice(0, 30)) {
        await button.click({ timeout: 500 }).catch(() => undefined);
        filled += await fillForms(page);
      }
      expect(await harmOf(entered)).toEqual([]);
    }
    // It was there to be seen, or nothing was tried.
    expect(shown.join('\n')).toMatch(/stung\(\)/);
    expect(filled).toBeGreaterThan(0);
    await context.close();
  });
});
