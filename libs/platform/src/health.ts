import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Config } from './config.js';
import { Metrics } from './metrics.js';

/** Rejects when the thing is not there. */
export type HealthCheck = () => Promise<unknown>;

const checkWithinMs = 2000;

/** Live: the process answers. Ready: and everything it needs does. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private stopping = false;

  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  /** From now on not ready: who balances load sends nothing more. */
  stop(): void {
    this.stopping = true;
  }

  async ready(): Promise<{ ready: boolean; checks: Record<string, 'ok' | 'failed'> }> {
    const checks: Record<string, 'ok' | 'failed'> = {};
    await Promise.all([...this.checks].map(async ([name, check]) => (checks[name] = await outcome(check))));
    return { ready: !this.stopping && Object.values(checks).every((each) => each === 'ok'), checks };
  }
}

async function outcome(check: HealthCheck): Promise<'ok' | 'failed'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too long')), checkWithinMs);
  });
  try {
    await Promise.race([check(), tooLong]);
    return 'ok';
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}

/** Answers a POST with a JSON body; what it returns is the JSON of the answer. `authorization` is the request's header. */
export type InnerHandler = (body: unknown, authorization: string) => Promise<object>;

const innerBodyBytes = 16_384;
/** Nobody needs longer for a request of some hundred bytes. */
const innerRequestMs = 5000;

/** `/health/live`, `/health/ready` and `/metrics` of a process that has no HTTP of its own (ingest, worker); and what it does for its neighbours. */
@Injectable()
export class HealthServer implements BeforeApplicationShutdown {
  private readonly handlers = new Map<string, InnerHandler>();
  private server: Server | null = null;

  constructor(private readonly config: Config, private readonly health: Health, private readonly metrics: Metrics) {}

  post(path: string, handler: InnerHandler): void {
    this.handlers.set(path, handler);
  }

  /** Returns the port. */
  async listen(): Promise<number> {
    const server = createServer((request, response) => void this.answer(request, response));
    server.requestTimeout = innerRequestMs;
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.config.health.port, this.config.health.host, resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/health/live') return reply(response, { status: 200, body: JSON.stringify({ live: true }) });
    if (request.url === '/metrics') return reply(response, { status: 200, body: await this.metrics.registry.metrics(), type: this.metrics.registry.contentType });
    const handler = this.handlers.get(request.url ?? '');
    if (handler !== undefined && request.method === 'POST') return handle(request, { response, handler });
    if (request.url !== '/health/ready') return reply(response, { status: 404, body: JSON.stringify({ code: 'not-found' }) });
    const state = await this.health.ready();
    return reply(response, { status: state.ready ? 200 : 503, body: JSON.stringify(state) });
  }
}

async function handle(request: IncomingMessage, { response, handler }: { response: ServerResponse; handler: InnerHandler }): Promise<void> {
  try {
    const body = JSON.parse(await readBody(request)) as unknown;
    return reply(response, { status: 200, body: JSON.stringify(await handler(body, request.headers.authorization ?? '')) });
  } catch {
    return reply(response, { status: 400, body: JSON.stringify({ code: 'bad-request' }) });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > innerBodyBytes) throw new RangeError('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function reply(response: ServerResponse, { status, body, type = 'application/json' }: { status: number; body: string; type?: string }): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
