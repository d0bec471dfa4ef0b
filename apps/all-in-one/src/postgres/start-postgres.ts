import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { findBinaries } from './binaries.js';
import { clusterPath, database, openCluster, superuser, type Cluster } from './cluster.js';
import { awaitPreviousServer } from './previous-server.js';
import { ServerProcess, type ServerStart } from './server-process.js';
import { canEnter, serverUserFor, type ServerUser } from './server-user.js';

export interface PostgresSettings {
  /** Holds the cluster and its password. */
  dataFolder: string;
  /** 0: any free one. */
  port: number;
  /** Told what takes its time. */
  progress: (step: string) => void;
  /** Server settings on top of ours; tests trade durability for speed here. */
  settings?: Record<string, string>;
}

export interface RunningPostgres {
  /** With the password: not for logs. */
  url: string;
  port: number;
  pids(): number[];
  stop(): Promise<void>;
  /** Resolves when the server is gone, wanted or not. */
  exited: Promise<void>;
  /** Lets this process end without `stop`; the server stops then. */
  unref(): void;
}

/** When root keeps data where the server's own user cannot go. */
const systemFolder = '/var/lib/tendon';
const portAttempts = 5;

/** PostgreSQL from the npm package as our child: made when new, stopped with us whatever ends us. */
export async function startPostgres({ dataFolder, port, progress, settings = {} }: PostgresSettings): Promise<RunningPostgres> {
  const folder = reachableFolder(resolve(dataFolder), progress);
  const user = serverUserFor(clusterPath(folder));
  const binaries = await findBinaries(user, progress);
  const cluster = await openCluster({ folder, binaries, user }, progress);
  await awaitPreviousServer(cluster.path, progress);
  progress('starting the database');
  const start = { binaries, user, cluster: cluster.path, settings };
  const { server, usedPort } = port === 0 ? await startOnFreePort(start) : { server: await startOn({ ...start, port }), usedPort: port };
  return {
    url: urlOf(cluster, usedPort),
    port: usedPort,
    pids: () => server.pids(),
    stop: () => server.stop(),
    exited: server.exited,
    unref: () => server.unref(),
  };
}

/** The folder itself, unless the server may not run as us and its user cannot get there. */
function reachableFolder(folder: string, progress: (step: string) => void): string {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const user: ServerUser = serverUserFor(clusterPath(folder));
  if (canEnter(folder, user)) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const instead = join(systemFolder, `data-${name}`);
  mkdirSync(instead, { recursive: true, mode: 0o755 });
  progress(`keeping data in ${instead}: PostgreSQL does not run as root, and nobody else can enter ${folder}`);
  return instead;
}

/** Between finding a free port and taking it somebody else may. */
async function startOnFreePort(start: Omit<ServerStart, 'port'>): Promise<{ server: ServerProcess; usedPort: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    try {
      return { server: await startOn({ ...start, port }), usedPort: port };
    } catch (error) {
      const isTaken = error instanceof Error && error.message.includes('Address already in use');
      if (!isTaken || attempt === portAttempts) throw error;
    }
  }
}

async function startOn(start: ServerStart): Promise<ServerProcess> {
  const server = new ServerProcess(start);
  try {
    await server.ready();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolvePort(port));
    });
  });
}

function urlOf({ password }: Cluster, port: number): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}
