import type { ConsoleToServer, ServerToConsole } from '#libs/contracts';
import { PractitionerRepository } from '#libs/data';
import { Clock, Config, Metrics } from '#libs/platform';
import { Logger, type OnModuleDestroy } from '@nestjs/common';
import { WebSocketGateway, WebSocketServer, type OnGatewayConnection, type OnGatewayDisconnect, type OnGatewayInit } from '@nestjs/websockets';
import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';

export interface ConsoleData {
  practitionerId: string;
}

export type LiveServer = Server<ConsoleToServer, ServerToConsole, Record<string, never>, ConsoleData>;
type ConsoleSocket = Socket<ConsoleToServer, ServerToConsole, Record<string, never>, ConsoleData>;

const beatMs = 2000;
const socketsPerPractitioner = 8;

export const patientRoom = (patientId: string): string => `patient:${patientId}`;
export const practitionerRoom = (practitionerId: string): string => `practitioner:${practitionerId}`;

/**
 * The console's socket. Everything goes one way: a console acts by HTTP, and no event from it is listened to. Who may hear
 * what is decided when it connects, by the rooms it is put into.
 */
@WebSocketGateway({ path: '/live', transports: ['websocket'], pingInterval: 4000, pingTimeout: 3000, maxHttpBufferSize: 65_536, perMessageDeflate: false, serveClient: false })
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, OnModuleDestroy {
  @WebSocketServer() readonly server!: LiveServer;
  private readonly logger = new Logger(LiveGateway.name);
  private beat: NodeJS.Timeout | null = null;

  constructor(
    private readonly practitioners: PractitionerRepository,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  afterInit(server: LiveServer): void {
    server.engine.opts.allowRequest = (request: IncomingMessage, decide: (error: string | null, allowed: boolean) => void) => decide(null, this.isOwnOrigin(request));
    server.use((socket, next) => {
      this.authenticate(socket).then(() => next(), (error: unknown) => next(error instanceof Error ? error : new Error('unauthorized')));
    });
    this.beat = setInterval(() => server.emit('server.beat', { now: new Date(this.clock.now()).toISOString() }), beatMs);
  }

  async handleConnection(socket: ConsoleSocket): Promise<void> {
    this.metrics.sockets.inc();
    const { practitionerId } = socket.data;
    const patientIds = await this.practitioners.patientIdsInCare(practitionerId);
    await socket.join([practitionerRoom(practitionerId), ...patientIds.map(patientRoom)]);
  }

  handleDisconnect(): void {
    this.metrics.sockets.dec();
  }

  onModuleDestroy(): void {
    if (this.beat !== null) clearInterval(this.beat);
    this.server.disconnectSockets(true);
  }

  /** A patient who came into care while a console was open: its sockets hear of them from now on. */
  followPatient(practitionerIds: string[], patientId: string): void {
    for (const practitionerId of practitionerIds) this.server.in(practitionerRoom(practitionerId)).socketsJoin(patientRoom(patientId));
  }

  private async authenticate(socket: ConsoleSocket): Promise<void> {
    const token: unknown = socket.handshake.auth['token'];
    const actor = typeof token === 'string' ? await this.practitioners.findBySignInToken(token, new Date(this.clock.now())) : null;
    if (actor === null) throw new Error('unauthorized');
    const open = await this.server.in(practitionerRoom(actor.id)).fetchSockets();
    if (open.length >= socketsPerPractitioner) throw new Error('too many consoles');
    socket.data.practitionerId = actor.id;
  }

  /** A WebSocket is not covered by CORS: another site's page must not open one with our cookie or token (CWE-1385). */
  private isOwnOrigin(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    const own = URL.canParse(origin) && new URL(origin).host === host;
    if (!own && !this.config.http.origins.includes(origin)) {
      this.logger.warn({ msg: 'socket refused: foreign origin' });
      return false;
    }
    return true;
  }
}
