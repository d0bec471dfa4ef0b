import { NotificationRepository } from '#libs/data';
import { Clock, Config } from '#libs/platform';
import { Injectable, Logger } from '@nestjs/common';
import { post } from './webhook.js';

/**
 * `send-notification { notificationId }`: tells the clinic contact that nobody answers. The store says which are to be tried and when;
 * the receiver may hear of one twice, and knows it by its delivery id.
 */
@Injectable()
export class SendNotificationProcessor {
  private readonly logger = new Logger(SendNotificationProcessor.name);

  constructor(private readonly notifications: NotificationRepository, private readonly config: Config, private readonly clock: Clock) {}

  async process({ notificationId }: { notificationId: string }): Promise<void> {
    const found = await this.notifications.take(notificationId, new Date(this.clock.now()));
    if (found === null) return;
    const { id, attempts, ...told } = found;
    try {
      const { webhookUrl: url, webhookSecret: secret, allowPrivate } = this.config.contact;
      if (url === '') throw new Error('no clinic contact is configured');
      await post({ url, secret, allowPrivate }, { id, body: JSON.stringify({ event: 'alert.unanswered', ...told }), nowMs: this.clock.now() });
      await this.notifications.sent(id, new Date(this.clock.now()));
    } catch (error) {
      this.logger.warn({ msg: 'clinic contact not told', notificationId: id, attempts, error: String(error) });
      await this.notifications.failed(id, { attempts, error: String(error), now: new Date(this.clock.now()) });
    }
  }
}
