import { NotificationRepository, type NotificationRecord } from '#libs/data';
import { Clock, Config, LiveBus } from '#libs/platform';
import { Injectable, Logger } from '@nestjs/common';
import { sendMail } from './mail.js';
import { post } from './webhook.js';

/**
 * `send-notification { notificationId }`: tells the clinic contact that nobody answers. The store says which are to be tried and when;
 * the receiver may hear of one twice, and knows it by its delivery id.
 */
@Injectable()
export class SendNotificationProcessor {
  private readonly logger = new Logger(SendNotificationProcessor.name);

  constructor(
    private readonly notifications: NotificationRepository,
    private readonly config: Config,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  async process({ notificationId }: { notificationId: string }): Promise<void> {
    const found = await this.notifications.take(notificationId, this.now());
    if (found === null) return;
    const { id, channel, attempts } = found;
    try {
      await (channel === 'email' ? this.mail(found) : this.call(found));
      this.tell(await this.notifications.sent(id, this.now()));
    } catch (error) {
      this.logger.warn({ msg: 'clinic contact not told', notificationId: id, channel, attempts, error: String(error) });
      this.tell(await this.notifications.failed(id, { attempts, error: reasonOf(error), now: this.now() }));
    }
  }

  private async call({ id, alert }: NotificationRecord): Promise<void> {
    const contact = await this.notifications.contactOf(id, 'webhookUrl', 'webhookSecret');
    if (contact === null || contact.webhookUrl === null || contact.webhookSecret === null) throw new Error('the clinic has no webhook any more');
    const link = alert === null ? null : this.linkTo(alert.alertId);
    const body = JSON.stringify(alert === null ? { event: 'contact.tested' } : { event: 'alert.unanswered', ...alert, ...(link === null ? {} : { link }) });
    await post({ url: contact.webhookUrl, secret: contact.webhookSecret, allowPrivate: this.config.contact.allowPrivate }, { id, body, nowMs: this.clock.now() });
  }

  /** No name, no rule, no reading: whoever sees the mail learns only that somebody should look. */
  private async mail({ id, alert }: NotificationRecord): Promise<void> {
    const contact = await this.notifications.contactOf(id, 'email');
    if (contact === null || contact.email === null) throw new Error('the clinic has no e-mail address any more');
    const { smtpUrl, from, consoleUrl } = this.config.mail;
    if (smtpUrl === '') throw new Error('this installation sends no e-mail: SMTP_URL is not set');
    const said = alert === null
      ? { subject: 'Tendon: a test of your clinic contact', text: `Somebody in your clinic asked for this test. When nobody answers an alert of high priority, it comes here.\n\n${consoleUrl}\n` }
      : { subject: `Tendon: an alert of severity ${alert.priority.toUpperCase()} waits`, text: `An alert of severity ${alert.priority.toUpperCase()} waits, and nobody has answered it. Please sign in and look:\n\n${this.linkTo(alert.alertId)}\n\nThis message says nothing about any patient.\n` };
    await sendMail({ smtpUrl, from }, { id, to: contact.email, ...said });
  }

  /** Where the console shows it to whoever may see it; null: nobody has said where the console is. */
  private linkTo(alertId: string): string | null {
    const { consoleUrl } = this.config.mail;
    return consoleUrl === '' ? null : new URL(`#/alerts/${alertId}`, consoleUrl).href;
  }

  private tell(practitionerIds: string[]): void {
    if (practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

/** What it says of itself. Where none of several addresses answers, Node's error has a code and no text. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? String((error as NodeJS.ErrnoException).code ?? error.name) : error.message;
}
