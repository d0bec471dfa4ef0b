import { Agent, request } from 'node:http';
import { seededRandom, type Random } from '../synthetic/random.js';
import { below, bytesOf, nastyText, oneOf, uuidOf } from './nasty.js';
import { broken, valueOf, type Schema, type Schemas } from './schema-value.js';

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Schemas };
}

export interface HttpFuzz {
  operations: number;
  cases: number;
  /** How many answers of each status. */
  statuses: Record<string, number>;
  problems: string[];
}

export interface HttpTarget {
  url: string;
  openApi: OpenApi;
  /** A good token, whatever the cases before did to the one before. */
  token(): Promise<string>;
  /** Of things that are there, so that cases get past "no such". */
  knownIds: string[];
  seed: number;
  casesPerOperation: number;
}

const atOnce = 16;
const answerWithinMs = 15_000;
const methodsOfPath = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation of the OpenAPI document, each with good, nearly good and bad requests. No answer may be a 5xx, late, or without a reason. */
export async function fuzzHttp(target: HttpTarget): Promise<HttpFuzz> {
  const operations = Object.entries(target.openApi.paths).flatMap(([path, item]) => Object.entries(item).filter(([method]) => methodsOfPath.includes(method)).map(([method, operation]) => ({ path, method, operation })))
    .sort((a, b) => Number(triesPasswords(a.path)) - Number(triesPasswords(b.path)));
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const result: HttpFuzz = { operations: operations.length, cases: 0, statuses: {}, problems: [] };
  for (const [index, each] of operations.entries()) {
    const random = seededRandom(target.seed, index);
    for (let done = 0; done < target.casesPerOperation; done += atOnce) {
      const token = await target.token();
      const cases = Array.from({ length: Math.min(atOnce, target.casesPerOperation - done) }, () => caseOf({ ...each, target, random, token }));
      await Promise.all(cases.map((one) => run(one, { agent, result, base: target.url })));
    }
  }
  agent.destroy();
  return result;
}

/** Last: after so many wrong passwords nobody signs in with that name for ten minutes, as it should be. */
function triesPasswords(path: string): boolean {
  return path.startsWith('/api/account/') || path === '/api/sign-in';
}

interface Case {
  name: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

interface Making {
  path: string;
  method: string;
  operation: Operation;
  target: HttpTarget;
  random: Random;
  token: string;
}

function caseOf({ path, method, operation, target, random, token }: Making): Case {
  const schemas = target.openApi.components?.schemas ?? {};
  const filled = path.replace(/\{\w+\}/g, () => idOf(target, random));
  const query = (operation.parameters ?? []).filter((each) => each.in === 'query' && random() < 0.7).map(({ name, schema }) => `${name}=${encoded(random() < 0.5 ? String(valueOf(schema ?? {}, schemas, random)) : nastyText(random))}`);
  if (random() < 0.05) query.push(oneOf(random, ['limit=1&limit=2', 'id[]=1', 'id[$ne]=', '__proto__[x]=1', '%']));
  const headers: Record<string, string> = { authorization: random() < 0.9 ? `Bearer ${token}` : oneOf(random, ['', 'Bearer', `Basic ${bytesOf(random, 20).toString('base64')}`, `Bearer ${'x'.repeat(43)}`]) };
  const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const body = schema === undefined && random() < 0.9 ? null : bodyOf(schema ?? {}, schemas, random);
  if (body !== null) headers['content-type'] = random() < 0.93 ? 'application/json' : oneOf(random, ['text/plain', 'application/xml', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', '']);
  if (random() < 0.02) headers['x-forwarded-for'] = nastyText(random).replace(/[^\x20-\x7e]/g, '');
  return { name: operation.operationId, method: random() < 0.98 ? method.toUpperCase() : oneOf(random, ['PUT', 'PATCH', 'DELETE', 'OPTIONS']), path: query.length === 0 ? filled : `${filled}?${query.join('&')}`, headers, body };
}

function idOf({ knownIds }: HttpTarget, random: Random): string {
  if (random() < 0.5 && knownIds.length > 0) return oneOf(random, knownIds);
  return random() < 0.5 ? uuidOf(random) : encoded(nastyText(random).slice(0, 200)) || '%20';
}

function bodyOf(schema: Schema, schemas: Schemas, random: Random): Buffer {
  const kind = below(random, 20);
  if (kind === 0) return bytesOf(random, below(random, 200));
  if (kind === 1) return Buffer.from(oneOf(random, ['{', '[', '{"a":', '\uFEFF{}', '{"a":1}x', 'NaN', "{'a':1}", '{"a":1,"a":2}', '['.repeat(20_000), `{"a":${'1'.repeat(400)}}`]));
  const value = valueOf(schema, schemas, random);
  const text = JSON.stringify(kind < 6 ? value : broken(value, random));
  return Buffer.from(kind === 7 ? text.slice(0, below(random, text.length)) : text);
}

async function run(one: Case, { agent, result, base }: { agent: Agent; result: HttpFuzz; base: string }): Promise<void> {
  result.cases++;
  const said = await send(one, { agent, base }).catch((error: unknown) => String(error));
  if (typeof said === 'string') {
    result.problems.push(`${one.name} ${one.method} ${one.path.slice(0, 200)}: ${said}`);
    return;
  }
  result.statuses[said.status] = (result.statuses[said.status] ?? 0) + 1;
  const problem = said.status >= 500 ? `answered ${said.status}` : said.status >= 400 && one.method !== 'OPTIONS' && !hasReason(said.text) ? `${said.status} without a reason: ${said.text.slice(0, 100)}` : null;
  if (problem !== null) result.problems.push(`${one.name} ${one.method} ${one.path.slice(0, 200)} ${(one.body ?? '').toString().slice(0, 300)}: ${problem}`);
}

function send({ method, path, headers, body }: Case, { agent, base }: { agent: Agent; base: string }): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...(body === null ? {} : { 'content-length': String(body.length) }) }, timeout: answerWithinMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${answerWithinMs / 1000} s`)));
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

function hasReason(text: string): boolean {
  try {
    const { code, message } = JSON.parse(text) as { code?: unknown; message?: unknown };
    return typeof code === 'string' && code !== '' && typeof message === 'string' && message !== '';
  } catch {
    return false;
  }
}

/** Half a surrogate pair cannot be written in a URL. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/g, ''));
}
