import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Server as HttpServer } from 'node:http';
import { Aedes, type AuthenticateError, type Client, type PublishPacket, type Subscription } from 'aedes';
import { WebSocketServer, createWebSocketStream } from 'ws';

export interface BrokerSettings {
  host: string;
  /** 0: any free one. */
  port: number;
  /** Takes one payload; rejects when it could not be kept, and then nothing is acknowledged. */
  accept(topic: string, payload: Uint8Array): Promise<void>;
  /** Whether this secret is the device's. */
  verify(deviceId: string, secret: string): Promise<boolean>;
}

export interface EmbeddedBroker {
  port: number;
  publish(topic: string, payload: string): void;
  /** MQTT over WebSocket on the gateway's own port, path /mqtt. */
  attach(http: HttpServer, isOwnOrigin: (origin: string | undefined, host: string | undefined) => boolean): void;
  close(): Promise<void>;
}

/** MQTT 3.1.1, section 3.2.2.3: bad user name or password. */
const badCredentials = 4;
const connectTimeoutMs = 5000;
const longestKeepaliveS = 60;
/** What a device may hold us up with: read no more of it than this at once. */
const websocketPayloadBytes = 4 * 1024 * 1024;

/**
 * The embedded profile's MQTT broker. A device is who its credential says, and touches nothing outside its own topics. Its
 * packet is acknowledged when it is durable, and not before: `authorizePublish` is awaited ahead of the PUBACK.
 */
export async function startBroker(settings: BrokerSettings): Promise<EmbeddedBroker> {
  const broker = await Aedes.createBroker({ connectTimeout: connectTimeoutMs, keepaliveLimit: longestKeepaliveS, maxClientsIdLength: 64 });
  broker.authenticate = (client, username, password, done) => void authenticate(settings, { client, username, password: password?.toString() ?? '' }).then((allowed) => done(allowed ? null : refusal(), allowed));
  broker.authorizePublish = (client, packet, done) => authorizePublish(settings, { client, packet }).then(() => done(null), done);
  broker.authorizeSubscribe = (client, subscription, done) => done(null, mayRead(client, subscription) ? subscription : null);
  const server = createServer(broker.handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    publish: (topic, payload) => broker.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () => undefined),
    attach: (http, isOwnOrigin) => attach(broker, { http, isOwnOrigin }),
    close: () => close(broker, server),
  };
}

interface Credentials {
  client: Client;
  username: string | undefined;
  password: string;
}

/** The client id must be the device's: with any other, one device could throw another off (reliability E11). */
async function authenticate({ verify }: BrokerSettings, { client, username, password }: Credentials): Promise<boolean> {
  return username !== undefined && client.id === username && (await verify(username, password).catch(() => false));
}

function refusal(): AuthenticateError {
  return Object.assign(new Error('not authorised'), { returnCode: badCredentials }) as AuthenticateError;
}

async function authorizePublish({ accept }: BrokerSettings, { client, packet }: { client: Client | null; packet: PublishPacket }): Promise<void> {
  if (client === null) return;
  const own = `v1/d/${client.id}/`;
  if (packet.retain) throw new Error('retained messages are refused');
  if (packet.topic === `${own}state`) return;
  if (!packet.topic.startsWith(`${own}up/`)) throw new Error('not its own topic');
  await accept(packet.topic, typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload);
}

function mayRead(client: Client | null, { topic }: Subscription): boolean {
  return client !== null && topic.startsWith(`v1/d/${client.id}/down/`);
}

function attach(broker: Aedes, { http, isOwnOrigin }: { http: HttpServer; isOwnOrigin: (origin: string | undefined, host: string | undefined) => boolean }): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: websocketPayloadBytes, handleProtocols: (protocols) => (protocols.has('mqtt') ? 'mqtt' : false) });
  sockets.on('connection', (socket, request) => broker.handle(createWebSocketStream(socket), request));
  http.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/mqtt') return;
    if (isOwnOrigin(request.headers.origin, request.headers.host)) sockets.handleUpgrade(request, socket, head, (upgraded) => sockets.emit('connection', upgraded, request));
    else socket.destroy();
  });
}

async function close(broker: Aedes, server: Server): Promise<void> {
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
