import type { IncomingMessage } from 'node:http';
import { Clock, Config, Health, Metrics, TokenBuckets } from '#libs/platform';
import { Logger, type OnModuleDestroy } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayDisconnect, type OnGatewayInit } from '@nestjs/websockets';
import { clientAddress } from '../client-address.js';
import { Admission } from './admission.js';
import { Consoles, type ConsoleSocket, type LiveServer } from './consoles.js';
import { isOwnOrigin } from './origin.js';
import { Refusal } from './refusal.js';

/** A console that hears no beat for 8 s says NOT LIVE. */
const beatMs = 2000;

/** Of one address, whoever they are: a clinic's consoles that all come back at once after an outage, and not a loop that opens sockets. */
const knocksPerRequest = 1 / 20;

/** A console that is gone is noticed within 7 s; who connects and never says who they are is thrown out after 5 s. */
const options = {
  path: '/live',
  transports: ['websocket' as const],
  pingInterval: 4000,
  pingTimeout: 3000,
  connectTimeout: 5000,
  maxHttpBufferSize: 65_536,
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
};

/** The console's socket. Everything goes one way: a console acts by HTTP, and one that sends anything is not a console. */
@WebSocketGateway(options)
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, OnModuleDestroy {
  private readonly logger = new Logger(LiveGateway.name);
  private readonly knocks: TokenBuckets;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly consoles: Consoles,
    private readonly admission: Admission,
    private readonly health: Health,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {
    const { requestsPerS } = config.http;
    this.knocks = new TokenBuckets({ burst: requestsPerS, perS: requestsPerS * knocksPerRequest });
  }

  afterInit(server: LiveServer): void {
    server.engine.opts.allowRequest = (request: IncomingMessage, decide: (error: string | null, allowed: boolean) => void) => decide(null, this.mayKnock(request));
    server.use((socket, next) => {
      this.admission.admit(socket).then(() => next(), (error: unknown) => next(this.toRefusal(error)));
    });
    this.consoles.attach(server);
    this.timer = setInterval(() => void this.beat(), beatMs);
  }

  handleConnection(socket: ConsoleSocket): void {
    this.metrics.sockets.inc();
    socket.onAny(() => socket.disconnect(true));
  }

  handleDisconnect(): void {
    this.metrics.sockets.dec();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.consoles.disconnectAll();
  }

  /** A gateway that cannot read the store or hear the bus does not say that it is live. */
  private async beat(): Promise<void> {
    if (!this.consoles.isAnybodyHere() || !(await this.health.ready()).ready) return;
    this.consoles.tellEverybody('server.beat', { now: new Date(this.clock.now()).toISOString() });
  }

  private mayKnock(request: IncomingMessage): boolean {
    if (!this.knocks.take(clientAddress(request, this.config.proxies), this.clock.now())) return false;
    const allowed = isOwnOrigin({ origin: request.headers.origin, host: request.headers.host }, this.config.http.origins);
    if (!allowed) this.logger.warn({ msg: 'socket refused: foreign origin' });
    return allowed;
  }

  private toRefusal(error: unknown): Error {
    if (error instanceof Refusal) return error;
    this.logger.warn({ msg: 'socket not admitted', error: String(error) });
    return new Error('unavailable');
  }
}
