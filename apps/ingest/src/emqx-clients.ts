import { DeviceCredentialRepository } from '#libs/data';
import { Clock, Config } from '#libs/platform';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import { CredentialWatch } from './credential-watch.js';

/** https://docs.emqx.com/en/emqx/latest/admin/api.html: `GET /clients`, `DELETE /clients/{clientid}`, Basic with an API key. */
const Page = z.object({ data: z.array(z.object({ clientid: z.string(), username: z.string().nullish() })), meta: z.object({ hasnext: z.boolean().default(false) }) });
const pageSize = 1000;
const patienceMs = 5000;

/**
 * Cluster profile with EMQX: it asks us who may come in, and does not ask again while a connection stands. So whoever may be
 * connected no more is put out by its interface, at each change of credentials; a failure is tried again a second later.
 */
@Injectable()
export class EmqxClients implements OnApplicationBootstrap {
  private readonly logger = new Logger(EmqxClients.name);

  constructor(private readonly credentials: DeviceCredentialRepository, private readonly watch: CredentialWatch, private readonly clock: Clock, private readonly config: Config) {}

  onApplicationBootstrap(): void {
    if (this.config.mqtt.emqxApi !== null) this.watch.listen(() => this.putOut());
  }

  private async putOut(): Promise<void> {
    const connected = await this.connected();
    const valid = await this.credentials.stillValid(connected, new Date(this.clock.now()));
    const gone = connected.filter((name) => name !== this.config.mqtt.username && !valid.has(name));
    for (const name of gone) await this.ask(`/clients/${encodeURIComponent(name)}`, 'DELETE');
    if (gone.length > 0) this.logger.warn({ msg: 'put out of EMQX', clients: gone.length });
  }

  /** User names: ingest's client id is another at each start. Of a device it is the client id too, or it would not have come in. */
  private async connected(): Promise<string[]> {
    const names: string[] = [];
    for (let page = 1; ; page++) {
      const answer = Page.parse(await (await this.ask(`/clients?page=${page}&limit=${pageSize}`, 'GET')).json());
      names.push(...answer.data.map(({ clientid, username }) => username ?? clientid));
      if (!answer.meta.hasnext) return names;
    }
  }

  /** 404: it has left by itself. */
  private async ask(path: string, method: 'GET' | 'DELETE'): Promise<Response> {
    const { emqxApi } = this.config.mqtt;
    if (emqxApi === null) throw new Error('EMQX_API_URL is not set');
    const authorization = `Basic ${Buffer.from(`${emqxApi.key}:${emqxApi.secret}`).toString('base64')}`;
    const answer = await fetch(`${emqxApi.url}/api/v5${path}`, { method, headers: { authorization }, redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
    if (!answer.ok && !(method === 'DELETE' && answer.status === 404)) throw new Error(`EMQX answered ${answer.status} to ${method} ${path}`);
    return answer;
  }
}
