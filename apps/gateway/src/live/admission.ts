import { PractitionerRepository, SignInRepository } from '#libs/data';
import { Clock, admits } from '#libs/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { isToken } from '../actor.js';
import { Consoles, type ConsoleSocket } from './consoles.js';
import { InboxRelay } from './inbox-relay.js';
import { Refusal } from './refusal.js';

const socketsPerPractitioner = 8;
/** Whoever may no longer hear hears nothing after 2 s, though every hint of it be lost: one statement looks after all sockets. */
const reviewMs = 1000;

/** Which socket may connect, and whom it hears of: decided when it comes, when its owner's access changes, and again every second. */
@Injectable()
export class Admission implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Admission.name);
  private readonly open = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private sweeping = false;

  constructor(
    private readonly practitioners: PractitionerRepository,
    private readonly signIns: SignInRepository,
    private readonly consoles: Consoles,
    private readonly inboxes: InboxRelay,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), reviewMs);
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Ends before the client is told that it is connected: what is committed after that reaches it. Rejects with a `Refusal` that the client may read. */
  async admit(socket: ConsoleSocket): Promise<void> {
    const token: unknown = socket.handshake.auth['token'];
    const actor = isToken(token) ? await this.signIns.findByAccessToken(token, this.now()) : null;
    if (actor === null) throw new Refusal('unauthorized');
    if (actor.mustEnrol || !admits('practitioner', actor.roles)) throw new Refusal('not for your role');
    this.takePlace(actor.id, socket);
    socket.data.practitionerId = actor.id;
    socket.data.signInId = actor.signInId;
    await this.inboxes.begin(actor.id);
    const patientIds = (await this.practitioners.patientIdsInCare([actor.id])).get(actor.id) ?? [];
    await this.consoles.place(socket, { practitionerId: actor.id, patientIds });
  }

  /** Closes what is no longer signed in, and follows care teams: of these people. */
  async review(practitionerIds: string[]): Promise<void> {
    await this.reviewSockets(this.consoles.all().filter(({ data }) => practitionerIds.includes(data.practitionerId)));
  }

  private async sweep(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    await this.reviewSockets(this.consoles.all());
    this.sweeping = false;
  }

  private async reviewSockets(sockets: ConsoleSocket[]): Promise<void> {
    if (sockets.length === 0) return;
    try {
      const people = [...new Set(sockets.map(({ data }) => data.practitionerId))];
      const [open, inCare] = await Promise.all([
        this.signIns.stillTherapists(sockets.map(({ data }) => data.signInId), this.now()),
        this.practitioners.patientIdsInCare(people),
      ]);
      for (const socket of sockets) {
        const { practitionerId, signInId } = socket.data;
        if (open.has(signInId)) await this.consoles.place(socket, { practitionerId, patientIds: inCare.get(practitionerId) ?? [] });
        else socket.disconnect(true);
      }
    } catch (error) {
      this.logger.warn({ msg: 'sockets not reviewed; the next time is soon', error: String(error) });
    }
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
