import { randomBytes } from 'node:crypto';
import type { ClinicContact, ClinicContactChange, ClinicContactChanged } from '#libs/contracts';
import { ClinicContactRepository, NotificationRepository } from '#libs/data';
import { Clock, Config, isInner, JobQueue } from '#libs/platform';
import { BadRequestException, ConflictException, Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../actor.js';

const secretBytes = 32;

@Injectable()
export class ClinicContactService {
  private readonly logger = new Logger(ClinicContactService.name);

  constructor(
    private readonly contacts: ClinicContactRepository,
    private readonly notifications: NotificationRepository,
    private readonly config: Config,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async of({ clinicId }: Actor): Promise<ClinicContact> {
    const contact = await this.contacts.of(clinicId);
    return { ...contact, canMail: this.config.mail.smtpUrl !== '', deliveries: await this.notifications.ofClinic(clinicId) };
  }

  /** A webhook gets a secret with its first address, and another when it is asked for. */
  async change({ clinicId, id }: Actor, { webhookUrl, email, newSecret }: ClinicContactChange): Promise<ClinicContactChanged> {
    if (webhookUrl !== null) this.refuseTarget(new URL(webhookUrl));
    if (email !== null && this.config.mail.smtpUrl === '') throw new ConflictException('this installation has no mail server');
    const before = await this.contacts.of(clinicId);
    const webhookSecret = webhookUrl !== null && (newSecret || before.webhookUrl === null) ? randomBytes(secretBytes).toString('base64url') : null;
    await this.contacts.change({ clinicId, adminId: id, webhookUrl, email, webhookSecret, now: new Date(this.clock.now()) });
    return { webhookSecret };
  }

  /** Goes the way of an alert that nobody answers; how it went stands among the deliveries. */
  async test({ clinicId, id }: Actor): Promise<void> {
    const sent = await this.contacts.test({ clinicId, adminId: id, now: new Date(this.clock.now()) });
    if (sent === 'too-soon') throw new ConflictException('a test was sent less than 30 s ago');
    if (sent.length === 0) throw new ConflictException('nobody is set to be told');
    const tickets = sent.map((notificationId) => ({ name: 'send-notification', data: { notificationId }, deduplicationId: `notification-${notificationId}` }) as const);
    this.queue.enqueueMany(tickets).catch((error: unknown) => this.logger.warn({ msg: 'test not ordered; the reconciler finds it', error: String(error) }));
  }

  /** What a name resolves to is looked at again when it is called. */
  private refuseTarget({ protocol, hostname, username, password }: URL): void {
    if (username !== '' || password !== '') throw new BadRequestException('webhookUrl: a name or password in it would be kept unsealed');
    if (this.config.contact.allowPrivate) return;
    if (protocol !== 'https:') throw new BadRequestException('webhookUrl: needs https');
    if (hostname === 'localhost' || isInner(hostname.replace(/^\[|\]$/g, ''))) throw new BadRequestException('webhookUrl: is an inner address');
  }
}
