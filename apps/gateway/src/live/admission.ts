import { PractitionerRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { isToken } from '../actor.js';
import { Consoles, type ConsoleSocket } from './consoles.js';
import { InboxRelay } from './inbox-relay.js';
import { Refusal } from './refusal.js';

const socketsPerPractitioner = 8;
/** So long may a console go on hearing after its sign-in or a patient's care has ended elsewhere. */
const reviewMs = 15_000;

/** Which socket may connect, and whom it hears of: decided when it comes, and again every 15 s while it stays. */
@Injectable()
export class Admission implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Admission.name);
  private readonly open = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private reviewing = false;

  constructor(
    private readonly practitioners: PractitionerRepository,
    private readonly consoles: Consoles,
    private readonly inboxes: InboxRelay,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.review(), reviewMs);
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Ends before the client is told that it is connected: what is committed after that reaches it. Rejects with a `Refusal` that the client may read. */
  async admit(socket: ConsoleSocket): Promise<void> {
    const token: unknown = socket.handshake.auth['token'];
    const actor = isToken(token) ? await this.practitioners.findBySignInToken(token, this.now()) : null;
    if (actor === null || !isToken(token)) throw new Refusal('unauthorized');
    this.takePlace(actor.id, socket);
    socket.data.practitionerId = actor.id;
    socket.data.token = token;
    await this.inboxes.begin(actor.id);
    await this.consoles.place(socket, { practitionerId: actor.id, patientIds: await this.practitioners.patientIdsInCare(actor.id) });
  }

  /** Closes what is no longer signed in, and follows care teams. */
  async review(): Promise<void> {
    if (this.reviewing) return;
    this.reviewing = true;
    try {
      for (const socket of this.consoles.all()) await this.reviewOne(socket);
    } catch (error) {
      this.logger.warn({ msg: 'sockets not reviewed; the next time is soon', error: String(error) });
    } finally {
      this.reviewing = false;
    }
  }

  private async reviewOne(socket: ConsoleSocket): Promise<void> {
    const { practitionerId, token } = socket.data;
    if ((await this.practitioners.findBySignInToken(token, this.now())) === null) {
      socket.disconnect(true);
      return;
    }
    await this.consoles.place(socket, { practitionerId, patientIds: await this.practitioners.patientIdsInCare(practitionerId) });
  }

  /** Counted on the connection, which closes whatever becomes of the socket. */
  private takePlace(practitionerId: string, { conn }: ConsoleSocket): void {
    const taken = this.open.get(practitionerId) ?? 0;
    if (taken >= socketsPerPractitioner) throw new Refusal('too many consoles');
    if (conn.readyState !== 'open') throw new Refusal('gone');
    this.open.set(practitionerId, taken + 1);
    conn.once('close', () => this.leavePlace(practitionerId));
  }

  private leavePlace(practitionerId: string): void {
    const left = (this.open.get(practitionerId) ?? 1) - 1;
    if (left > 0) this.open.set(practitionerId, left);
    else this.forget(practitionerId);
  }

  private forget(practitionerId: string): void {
    this.open.delete(practitionerId);
    this.inboxes.end(practitionerId);
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
