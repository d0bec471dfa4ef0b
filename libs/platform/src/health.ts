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

/** `/health/live`, `/health/ready` and `/metrics` of a process that has no HTTP of its own (ingest, worker). */
@Injectable()
export class HealthServer implements BeforeApplicationShutdown {
  private server: Server | null = null;

  constructor(private readonly config: Config, private readonly health: Health, private readonly metrics: Metrics) {}

  /** Returns the port. */
  async listen(): Promise<number> {
    const server = createServer((request, response) => void this.answer(request, response));
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
    if (request.url !== '/health/ready') return reply(response, { status: 404, body: JSON.stringify({ code: 'not-found' }) });
    const state = await this.health.ready();
    return reply(response, { status: state.ready ? 200 : 503, body: JSON.stringify(state) });
  }
}

function reply(response: ServerResponse, { status, body, type = 'application/json' }: { status: number; body: string; type?: string }): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
