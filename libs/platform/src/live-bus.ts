import { AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import type { LiveHint } from '#libs/contracts';
import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';

export type LiveListener = (hint: LiveHint) => void;

/** What processes tell each other after commit. A hint may be lost: whoever needs the fact can read it. */
export abstract class LiveBus {
  abstract publish(hint: LiveHint): void;
  /** Returns how to stop listening. */
  abstract subscribe(listener: LiveListener): () => void;
  /** For readiness: rejects when hints of others would not reach us. */
  abstract ping(): Promise<void>;
}

/** One process: whoever listens is called at once, and as themselves: not on behalf of the person whose request published. */
export class InProcessLiveBus extends LiveBus {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  publish(hint: LiveHint): void {
    this.emitter.emit('hint', hint);
  }

  subscribe(listener: LiveListener): () => void {
    const own = AsyncResource.bind(listener);
    this.emitter.on('hint', own);
    return () => this.emitter.off('hint', own);
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }
}

const channel = 'tendon.live';

/** Several processes: Redis publish/subscribe, at most once. */
export class RedisLiveBus extends LiveBus implements BeforeApplicationShutdown {
  private readonly logger = new Logger(RedisLiveBus.name);
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly sender: Redis;
  private receiver: Redis | null = null;

  constructor(private readonly url: string) {
    super();
    this.sender = this.connect();
  }

  publish(hint: LiveHint): void {
    this.sender.publish(channel, JSON.stringify(hint)).catch((error: unknown) => this.logger.debug({ msg: 'hint lost', error: String(error) }));
  }

  subscribe(listener: LiveListener): () => void {
    this.emitter.on('hint', listener);
    this.receiver ??= this.receive();
    return () => this.emitter.off('hint', listener);
  }

  ping(): Promise<void> {
    const { receiver } = this;
    return receiver === null || receiver.status === 'ready' ? Promise.resolve() : Promise.reject(new Error(`live bus is ${receiver.status}`));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.receiver?.disconnect();
    if (this.sender.status === 'ready') await this.sender.quit();
    else this.sender.disconnect();
  }

  private receive(): Redis {
    const receiver = this.connect();
    void receiver.subscribe(channel).catch((error: unknown) => this.logger.warn({ msg: 'live bus not subscribed', error: String(error) }));
    receiver.on('message', (_channel, text: string) => this.hear(text));
    return receiver;
  }

  private hear(text: string): void {
    try {
      this.emitter.emit('hint', JSON.parse(text) as LiveHint);
    } catch (error) {
      this.logger.warn({ msg: 'hint dropped', error: String(error) });
    }
  }

  private connect(): Redis {
    const redis = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: (attempt) => Math.min(attempt * 100, 2000) });
    redis.on('error', (error) => this.logger.warn({ msg: 'live bus connection', error: String(error) }));
    return redis;
  }
}
