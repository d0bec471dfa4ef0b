import { resolve } from 'node:path';
import { z } from 'zod';
import { clearTextReason, isLoopback, parseProxies } from './network.js';

const port = z.coerce.number().int().min(0).max(65_535);
const optional = z.string().trim().default('');

/** Every variable there is, with its default; `.env.example` says the same in words and a test compares them. 0 as a port is any free one. */
export const environment = z.object({
  TENDON_PROFILE: z.enum(['embedded', 'cluster']).default('embedded'),
  TENDON_DATA: z.string().trim().default('.data'),
  /** `patients`: demo clinic with simulated patients; `clinic`: the clinic alone; `off`. Embedded profile only. */
  TENDON_DEMO: z.enum(['patients', 'clinic', 'off']).default('patients'),
  /** 0: as the profile has it. Sessions are analysed in so many groups. */
  TENDON_ANALYSIS_SHARDS: z.coerce.number().int().min(0).max(256).default(0),
  /** Least time between two analyses of one shard, ms: what a ticket costs, a shard pays at most so often. */
  TENDON_ANALYSIS_PACE_MS: z.coerce.number().int().min(0).max(1000).default(60),
  /** How long ingest collects packets for one statement, ms. */
  TENDON_INGEST_BATCH_MS: z.coerce.number().int().min(0).max(100).default(20),
  /** How long a patient's device may take to say that it shows an instruction before the therapist is told that it is not confirmed, ms. */
  TENDON_INSTRUCTION_UNCONFIRMED_MS: z.coerce.number().int().min(1000).max(60_000).default(5000),
  DATABASE_URL: optional,
  /** For the set-up alone: the owner, who makes tables and gives the servers' role its password. Empty: DATABASE_URL is the owner's. */
  DATABASE_OWNER_URL: optional,
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  REDIS_URL: optional,
  MQTT_URL: optional,
  MQTT_USERNAME: optional,
  MQTT_PASSWORD: optional,
  /** Where ingest writes Mosquitto's password file; empty: somebody else keeps the broker's accounts. */
  MQTT_ACCOUNTS_FILE: optional,
  /** Whether ingest keeps the roles of Mosquitto's dynamic-security plugin. */
  MQTT_DYNAMIC_SECURITY: z.enum(['yes', 'no']).default('no'),
  /** What EMQX says to ingest (HTTP authenticator and authorizer) so that ingest knows it; empty: there is no EMQX. */
  EMQX_TOKEN: z.union([z.literal(''), z.string().trim().min(32, 'at least 32 characters')]).default(''),
  /** EMQX's own interface, by which a revoked device's connection is cut; empty: ingest cuts none there. */
  EMQX_API_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  EMQX_API_KEY: optional,
  EMQX_API_SECRET: optional,
  /** Made by the set-up when no one of that sign-in name is known. */
  FIRST_CLINIC_NAME: z.string().trim().default('Clinic'),
  FIRST_SIGN_IN_NAME: optional,
  FIRST_SIGN_IN_PASSWORD: optional,
  /** Whether the staff of the first clinic must have a second factor. */
  FIRST_CLINIC_SECOND_FACTOR: z.enum(['required', 'optional']).default('required'),
  /** Keys that seal secrets in the database: id:key,id:key of 32 bytes in base64url; the first seals. The embedded profile makes its own. */
  DATA_KEYS: optional,
  HTTP_HOST: z.string().trim().min(1).default('127.0.0.1'),
  HTTP_PORT: port.default(8080),
  MQTT_HOST: z.string().trim().min(1).default('127.0.0.1'),
  MQTT_PORT: port.default(1883),
  /** Certificate chain and key, PEM files: HTTP, socket and the embedded broker speak TLS with them. */
  TLS_CERT_FILE: optional,
  TLS_KEY_FILE: optional,
  /** The embedded broker demands a client certificate of this authority, whose common name is the credential's. */
  TLS_CLIENT_CA_FILE: optional,
  /** Which proxies end TLS before us: addresses, networks, or `loopback`, `uniquelocal`, `linklocal`; comma-separated. Their word is taken for the client's address. */
  TENDON_BEHIND_TLS_PROXY: z.string().trim().default('').refine((text) => parseProxies(text) !== null, 'expected addresses, networks, loopback, linklocal or uniquelocal'),
  /** PostgreSQL, Redis and broker are on a network that nobody else is on: they may be spoken to without TLS. */
  TENDON_PRIVATE_NETWORK: z.enum(['yes', 'no']).default('no'),
  /** What one address, and one person, may ask a second for ever; ten times as much at once. */
  HTTP_REQUESTS_PER_S: z.coerce.number().int().min(1).max(100_000).default(100),
  POSTGRES_PORT: port.default(0),
  HEALTH_HOST: z.string().trim().min(1).default('127.0.0.1'),
  HEALTH_PORT: port.default(0),
  /** Origins, beside the gateway's own, from which a browser may open the socket; comma-separated. */
  PUBLIC_ORIGINS: optional,
  /** The server that takes our e-mail: smtps://, or smtp:// with STARTTLS; name and password stand in it. Empty: no e-mail is sent. */
  SMTP_URL: z.union([z.literal(''), z.url({ protocol: /^smtps?$/ })]).default(''),
  /** Whom an e-mail comes from. */
  SMTP_FROM: z.union([z.literal(''), z.email()]).default(''),
  /** Where people open the console: stands in e-mails. */
  CONSOLE_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  /** Whether the webhook of a clinic's contact may be an address within the house, and without TLS. */
  CLINIC_CONTACT_PRIVATE: z.enum(['yes', 'no']).default('no'),
  /** Whether a clinic's identity provider may be an address within the house, and on this machine without TLS. */
  IDENTITY_PROVIDER_PRIVATE: z.enum(['yes', 'no']).default('no'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('warn'),
});

/** What a process is told from outside. A class, so that Nest can inject it by its type. */
export class Config {
  declare readonly profile: 'embedded' | 'cluster';
  declare readonly dataFolder: string;
  declare readonly demo: 'patients' | 'clinic' | 'off';
  declare readonly analysisShards: number;
  declare readonly analysisPaceMs: number;
  declare readonly ingestBatchMs: number;
  declare readonly instructionUnconfirmedMs: number;
  declare readonly databaseUrl: string;
  declare readonly databaseOwnerUrl: string;
  declare readonly databasePool: number;
  /** Empty: queue on PostgreSQL, live bus in process. */
  declare readonly redisUrl: string;
  declare readonly mqtt: { url: string; username: string; password: string; accountsFile: string; dynamicSecurity: boolean; emqxToken: string; emqxApi: { url: string; key: string; secret: string } | null; host: string; port: number };
  declare readonly first: { clinicName: string; signInName: string; password: string; secondFactor: 'required' | 'optional' };
  declare readonly dataKeys: string;
  declare readonly contact: { allowPrivate: boolean };
  /** `smtpUrl` empty: no e-mail is sent. */
  declare readonly mail: { smtpUrl: string; from: string; consoleUrl: string };
  declare readonly identityProvider: { allowPrivate: boolean };
  declare readonly http: { host: string; port: number; origins: string[]; requestsPerS: number };
  /** null: no TLS of our own. Paths of PEM files; an empty `clientCaFile` demands no client certificate. */
  declare readonly tls: { certFile: string; keyFile: string; clientCaFile: string } | null;
  /** Proxies whose word is taken for a client's address. */
  declare readonly proxies: string[];
  declare readonly health: { host: string; port: number };
  declare readonly postgresPort: number;
  declare readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug';

  constructor(values: Config) {
    Object.assign(this, values);
  }
}

/** A variable is wrong or missing; the message lists all of them, never a secret's value. */
export class ConfigError extends Error {}

/** One process gains nothing from more; several share the work by them. Each costs its statements 16 times a second, whatever is in it. */
const shardsOfProfile = { embedded: 2, cluster: 4 };

const secrets = new Set(['DATABASE_URL', 'DATABASE_OWNER_URL', 'REDIS_URL', 'MQTT_URL', 'MQTT_PASSWORD', 'SMTP_URL', 'EMQX_TOKEN', 'EMQX_API_SECRET', 'FIRST_SIGN_IN_PASSWORD', 'DATA_KEYS']);

/** Reads the environment; throws `ConfigError` with everything that is wrong. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in environment.shape && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name}=${secrets.has(name) ? '(secret)' : JSON.stringify(env[name])}: ${issue.message}`;
    });
    throw new ConfigError(problems.join('\n'));
  }
  const values = parsed.data;
  const missing = values.TENDON_PROFILE === 'cluster' ? (['DATABASE_URL', 'REDIS_URL', 'MQTT_URL'] as const).filter((name) => values[name] === '') : [];
  if (values.SMTP_URL !== '' && (values.SMTP_FROM === '' || values.CONSOLE_URL === '')) throw new ConfigError('SMTP_URL needs SMTP_FROM, whom an e-mail comes from, and CONSOLE_URL, which stands in it');
  if (values.EMQX_API_URL !== '' && (values.EMQX_API_KEY === '' || values.EMQX_API_SECRET === '')) throw new ConfigError('EMQX_API_URL needs EMQX_API_KEY and EMQX_API_SECRET');
  if (missing.length > 0) throw new ConfigError(`the cluster profile needs ${missing.join(', ')}`);
  const open = openDoors(values);
  if (open.length > 0) throw new ConfigError(open.join('\n'));
  return toConfig(values);
}

/** What would go over a network in clear. */
function openDoors(values: z.infer<typeof environment>): string[] {
  const { TLS_CERT_FILE: cert, TLS_KEY_FILE: key, TLS_CLIENT_CA_FILE: clientCa, TENDON_BEHIND_TLS_PROXY: proxies, TENDON_PRIVATE_NETWORK: isPrivate } = values;
  const isProtected = cert !== '' || proxies !== '';
  const listeners = (['HTTP_HOST', 'MQTT_HOST'] as const).filter((name) => !isProtected && !isLoopback(values[name]));
  const stores = isPrivate === 'yes' ? [] : (['DATABASE_URL', 'REDIS_URL', 'MQTT_URL', 'EMQX_API_URL'] as const).map((name) => [name, clearTextReason(values[name])] as const);
  return [
    ...((cert === '') === (key === '') ? [] : ['TLS_CERT_FILE and TLS_KEY_FILE belong together']),
    ...(clientCa !== '' && cert === '' ? ['TLS_CLIENT_CA_FILE needs TLS_CERT_FILE'] : []),
    ...listeners.map((name) => `${name}=${JSON.stringify(values[name])}: beyond this machine it needs TLS_CERT_FILE, or a proxy that ends TLS (TENDON_BEHIND_TLS_PROXY)`),
    ...stores.filter(([, reason]) => reason !== null).map(([name, reason]) => `${name}: beyond this machine it ${reason}, unless nobody else is on that network (TENDON_PRIVATE_NETWORK=yes)`),
  ];
}

function toConfig(values: z.infer<typeof environment>): Config {
  return new Config({
    profile: values.TENDON_PROFILE,
    dataFolder: resolve(values.TENDON_DATA),
    demo: values.TENDON_DEMO,
    analysisShards: values.TENDON_ANALYSIS_SHARDS || shardsOfProfile[values.TENDON_PROFILE],
    analysisPaceMs: values.TENDON_ANALYSIS_PACE_MS,
    ingestBatchMs: values.TENDON_INGEST_BATCH_MS,
    instructionUnconfirmedMs: values.TENDON_INSTRUCTION_UNCONFIRMED_MS,
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    databasePool: values.DATABASE_POOL,
    redisUrl: values.REDIS_URL,
    mqtt: { url: values.MQTT_URL, username: values.MQTT_USERNAME, password: values.MQTT_PASSWORD, accountsFile: values.MQTT_ACCOUNTS_FILE, dynamicSecurity: values.MQTT_DYNAMIC_SECURITY === 'yes', emqxToken: values.EMQX_TOKEN, emqxApi: values.EMQX_API_URL === '' ? null : { url: values.EMQX_API_URL.replace(/\/$/, ''), key: values.EMQX_API_KEY, secret: values.EMQX_API_SECRET }, host: values.MQTT_HOST, port: values.MQTT_PORT },
    first: { clinicName: values.FIRST_CLINIC_NAME, signInName: values.FIRST_SIGN_IN_NAME, password: values.FIRST_SIGN_IN_PASSWORD, secondFactor: values.FIRST_CLINIC_SECOND_FACTOR },
    dataKeys: values.DATA_KEYS,
    contact: { allowPrivate: values.CLINIC_CONTACT_PRIVATE === 'yes' },
    mail: { smtpUrl: values.SMTP_URL, from: values.SMTP_FROM, consoleUrl: values.CONSOLE_URL },
    identityProvider: { allowPrivate: values.IDENTITY_PROVIDER_PRIVATE === 'yes' },
    http: { host: values.HTTP_HOST, port: values.HTTP_PORT, origins: values.PUBLIC_ORIGINS.split(',').map((each) => each.trim()).filter((each) => each !== ''), requestsPerS: values.HTTP_REQUESTS_PER_S },
    tls: values.TLS_CERT_FILE === '' ? null : { certFile: values.TLS_CERT_FILE, keyFile: values.TLS_KEY_FILE, clientCaFile: values.TLS_CLIENT_CA_FILE },
    proxies: parseProxies(values.TENDON_BEHIND_TLS_PROXY) ?? [],
    health: { host: values.HEALTH_HOST, port: values.HEALTH_PORT },
    postgresPort: values.POSTGRES_PORT,
    logLevel: values.LOG_LEVEL,
  });
}
