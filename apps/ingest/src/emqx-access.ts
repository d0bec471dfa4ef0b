import { timingSafeEqual, createHash } from 'node:crypto';
import { DeviceCredentialRepository, type DeviceIdentity } from '#libs/data';
import { Clock, Config, HealthServer } from '#libs/platform';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import { maySubscribe, publishRefusal } from './device-access.js';

/** As docs/operations.md has EMQX send them; a placeholder of EMQX is always text, or a value where the template quotes none. */
const Coming = z.object({ username: z.string(), password: z.string(), clientid: z.string() });
const Acting = z.object({
  username: z.string(),
  clientid: z.string(),
  topic: z.string(),
  action: z.enum(['publish', 'subscribe']),
  qos: z.coerce.number().int().min(0).max(2),
  retain: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]),
});

type Answer = { result: 'allow' | 'deny'; is_superuser?: false };

const deny: Answer = { result: 'deny' };

/**
 * EMQX asks us who may come in and what they may do (its HTTP authenticator and authorizer, https://docs.emqx.com/en/emqx/latest/access-control/authn/http.html).
 * It takes any failure of ours for "no opinion" and asks the next in its chain, so we always answer, and say deny.
 */
@Injectable()
export class EmqxAccess implements OnApplicationBootstrap {
  constructor(
    private readonly credentials: DeviceCredentialRepository,
    private readonly inner: HealthServer,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.inner.post('/emqx/authentication', (body, authorization) => this.answer(authorization, async () => this.mayCome(Coming.parse(body))));
    this.inner.post('/emqx/authorization', (body, authorization) => this.answer(authorization, async () => this.mayAct(Acting.parse(body))));
  }

  private async answer(authorization: string, decide: () => Promise<boolean>): Promise<Answer> {
    const { emqxToken } = this.config.mqtt;
    if (emqxToken === '' || !same(authorization, `Bearer ${emqxToken}`)) return deny;
    return (await decide().catch(() => false)) ? { result: 'allow', is_superuser: false } : deny;
  }

  private async mayCome({ username, password, clientid }: z.infer<typeof Coming>): Promise<boolean> {
    if (this.isIngest(username)) return this.config.mqtt.password !== '' && same(password, this.config.mqtt.password);
    return clientid === username && (await this.credentials.verify(username, password, this.now())) !== null;
  }

  private async mayAct({ username, clientid, topic, action, qos, retain }: z.infer<typeof Acting>): Promise<boolean> {
    if (this.isIngest(username)) return /^(\$share\/ingest\/)?v1\/d\//.test(topic);
    const device: DeviceIdentity | null = clientid === username ? await this.credentials.find(username, this.now()) : null;
    if (device === null) return false;
    return action === 'publish' ? publishRefusal(device, { topic, qos, retain }) === null : maySubscribe(device, topic);
  }

  private isIngest(username: string): boolean {
    return username !== '' && username === this.config.mqtt.username;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

/** In one time, whatever was given. */
function same(a: string, b: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
