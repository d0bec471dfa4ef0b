import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { DeviceIdentity } from '#libs/data';
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes';
import { WebSocketServer, createWebSocketStream } from 'ws';
import { maySubscribe, publishRefusal } from '../../../ingest/src/device-access.js';
import { Doors } from './doors.js';
import { limitFrames, type FrameLimit } from './frame-limit.js';

export interface BrokerSettings {
  host: string;
  /** 0: any free one. */
  port: number;
  /** undefined: in clear. With `requestCert` the certificate's common name must be the credential's name. */
  tls: TlsOptions | undefined;
  /** Takes one payload; rejects when it may not come in or could not be kept: then its connection is closed without an acknowledgement. */
  accept(topic: string, payload: Uint8Array): Promise<void>;
  /** Whose credential this is; null: nobody's. */
  verify(name: string, secret: string): Promise<DeviceIdentity | null>;
  /** Of these names, those that may still be connected. */
  stillValid(names: string[]): Promise<Set<string>>;
  /** Two clients throw each other off with one credential. */
  takenOver(deviceId: string): void;
  /** Epoch ms. */
  now(): number;
}

export interface EmbeddedBroker {
  port: number;
  publish(topic: string, payload: string): void;
  /** Closes the connections of whoever may not be connected any more. */
  recheck(): Promise<void>;
  /** Closes these devices' connections: they come back, each at a time of its own, and send again what is not durable. */
  cutOff(deviceIds: ReadonlySet<string>): void;
  /** MQTT over WebSocket on the gateway's own port, path /mqtt. */
  attach(http: HttpServer, isOwnOrigin: (origin: string | undefined, host: string | undefined) => boolean): void;
  close(): Promise<void>;
}

/** MQTT 3.1.1, section 3.2.2.3: bad user name or password. */
const badCredentials = 4;
/** Attack: connections that never say who they are; that are silent for ever; that take nothing of what they are sent. */
const limits = { connectTimeout: 5000, keepaliveLimit: 60, drainTimeout: 10_000, maxClientsIdLength: 64, maxTopicLevels: 8 };
/** What a device may hold us up with: read no more of it than this at once. */
const websocketPayloadBytes = 4 * 1024 * 1024;

/** A connection, until it ends. */
interface Guest {
  address: string;
  frames: FrameLimit;
  /** Common name of the certificate it showed; null: none was asked for. */
  certified: string | null;
  identity: DeviceIdentity | null;
}

/**
 * The embedded profile's MQTT broker. A device is who its credential says, and touches nothing outside its own topics. Its
 * packet is acknowledged when intake has it, as Mosquitto does: only the watermark says that it is durable. aedes reads on from a connection when all of
 * its last reading is acknowledged, so to wait for the disk there would be to let a heart rate wait for its own device's movement.
 */
export async function startBroker(settings: BrokerSettings): Promise<EmbeddedBroker> {
  const broker = await Aedes.createBroker(limits);
  const doors = new Doors(settings.now);
  const guests = new WeakMap<Client, Guest>();
  const identityOf = (client: Client | null): DeviceIdentity | null => (client === null ? null : (guests.get(client)?.identity ?? null));
  const admit = (stream: Duplex, { address, request, certified = null }: { address: string; request?: IncomingMessage; certified?: string | null }): void => {
    if (!doors.enter(address)) return void stream.destroy();
    stream.once('close', () => doors.leave(address));
    const frames = limitFrames(stream);
    guests.set(broker.handle(stream, request as IncomingMessage), { address, frames, certified, identity: null });
  };
  broker.authenticate = (client, username, password, done) =>
    void authenticate({ settings, doors, broker }, { client, guest: guests.get(client), username, password: password?.toString() ?? '' }).then((allowed) => done(allowed ? null : refusal(), allowed));
  broker.authorizePublish = (client, packet, done) => authorizePublish(settings, { client, identity: identityOf(client), packet }).then(() => done(null), done);
  broker.authorizeSubscribe = (client, subscription, done) => {
    const identity = identityOf(client);
    done(null, identity !== null && maySubscribe(identity, subscription.topic) ? subscription : null);
  };
  const welcome = (socket: Socket): void => admit(socket, { address: socket.remoteAddress ?? '', certified: certifiedName(socket, settings.tls) });
  const server = settings.tls === undefined ? createServer(welcome) : createTlsServer({ ...settings.tls, handshakeTimeout: limits.connectTimeout }, welcome).on('tlsClientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    publish: (topic, payload) => broker.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () => undefined),
    recheck: () => recheck(broker, settings),
    cutOff: (deviceIds) => {
      for (const client of connectedIn(broker).values()) if (deviceIds.has(identityOf(client)?.deviceId ?? '')) client.close();
    },
    attach: (http, isOwnOrigin) => attach(http, { isOwnOrigin, admit }),
    close: () => close(broker, server),
  };
}

interface Credentials {
  client: Client;
  guest: Guest | undefined;
  username: string | undefined;
  password: string;
}

/** The client id must be the credential's name: with any other, one device could throw another off. */
async function authenticate({ settings, doors, broker }: { settings: BrokerSettings; doors: Doors; broker: Aedes }, { client, guest, username, password }: Credentials): Promise<boolean> {
  if (guest === undefined || username === undefined || client.id !== username) return false;
  if (guest.certified !== null && guest.certified !== username) return false;
  const identity = await settings.verify(username, password).catch(() => null);
  if (identity === null) return false;
  doors.known(guest.address);
  if (!doors.mayCome(username)) return false;
  if (connectedIn(broker).has(username) && !doors.mayTakeOver(username)) settings.takenOver(identity.deviceId);
  guest.identity = identity;
  guest.frames.signedIn();
  return true;
}

/** Attack: a good certificate of one device with the credential of another. Without a name there is no match. */
function certifiedName(socket: Socket, tls: TlsOptions | undefined): string | null {
  if (tls?.requestCert !== true || !(socket instanceof TLSSocket)) return null;
  const { CN: name } = socket.getPeerCertificate().subject;
  return typeof name === 'string' ? name : '';
}

function refusal(): AuthenticateError {
  return Object.assign(new Error('not authorised'), { returnCode: badCredentials }) as AuthenticateError;
}

/** An error closes the connection without an acknowledgement. */
async function authorizePublish({ accept }: BrokerSettings, { client, identity, packet }: { client: Client | null; identity: DeviceIdentity | null; packet: PublishPacket }): Promise<void> {
  if (client === null) return;
  if (identity === null) throw new Error('nobody');
  const reason = publishRefusal(identity, packet);
  if (reason !== null) throw new Error(reason);
  if (packet.topic.endsWith('/state')) return;
  await accept(packet.topic, typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload);
}

/** aedes keeps its clients by id, and tells them to nobody. */
function connectedIn(broker: Aedes): Map<string, Client> {
  return new Map(Object.entries((broker as unknown as { clients: Record<string, Client> }).clients));
}

async function recheck(broker: Aedes, { stillValid }: BrokerSettings): Promise<void> {
  const connected = connectedIn(broker);
  if (connected.size === 0) return;
  const valid = await stillValid([...connected.keys()]);
  for (const [name, client] of connected) if (!valid.has(name)) client.close();
}

interface Knocking {
  isOwnOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  admit: (stream: Duplex, from: { address: string; request: IncomingMessage }) => void;
}

function attach(http: HttpServer, { isOwnOrigin, admit }: Knocking): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: websocketPayloadBytes, handleProtocols: (protocols) => (protocols.has('mqtt') ? 'mqtt' : false) });
  sockets.on('connection', (socket, request) => admit(createWebSocketStream(socket), { address: request.socket.remoteAddress ?? '', request }));
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
