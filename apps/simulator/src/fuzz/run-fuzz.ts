import { readFileSync } from 'node:fs';
import { ConsoleClient } from '../demo/console-client.js';
import { enrol, type Course } from '../demo/course.js';
import { syntheticPatient } from '../synthetic/synthetic-patient.js';
import type { System } from '../system/system.js';
import { fuzzHttp, type HttpFuzz, type OpenApi } from './http.js';
import { fuzzPayloads, type PayloadFuzz } from './payloads.js';
import { fuzzSockets, type SocketFuzz } from './socket-frames.js';
import { fuzzWire, type WireFuzz } from './wire.js';

export interface FuzzSize {
  seed: number;
  /** Of HTTP altogether; each operation has at least `casesPerOperation`. */
  httpCases: number;
  casesPerOperation: number;
  frames: number;
  payloads: number;
  /** To each broker. */
  wirePackets: number;
}

export interface FuzzResult {
  seed: number;
  http: HttpFuzz;
  sockets: SocketFuzz;
  payloads: PayloadFuzz;
  wire: { aedes: WireFuzz; mosquitto: WireFuzz | null };
  /** Resident memory of the embedded profile's process, MiB. */
  memoryMiB: { before: number; after: number };
  problems: string[];
}

const devicesForWire = 50;
/** Far above what it needs, far below what a leak of every case would take. */
const mostMiB = 1500;
const enrolSeconds = 5;

/** Everything that comes in from outside, over the embedded profile; and the wire of Mosquitto, when a cluster is given. */
export async function runFuzz(embedded: System, size: FuzzSize, { startCluster, progress }: { startCluster: (() => Promise<System>) | null; progress: (step: string) => void }): Promise<FuzzResult> {
  const pid = embedded.pids.get('tendon') ?? -1;
  const { console, course } = await prepare(embedded);
  const before = residentMiB(pid);
  progress(`${size.payloads} payloads`);
  const payloads = await fuzzPayloads({ seed: size.seed, cases: size.payloads });
  progress(`${size.wirePackets} wire packets to the embedded broker`);
  const aedes = await fuzzWire({ port: portOf(embedded.mqttUrl), accounts: await accountsOf(console, course.patientId), seed: size.seed, packets: size.wirePackets });
  progress(`${size.frames} frames to the socket`);
  const sockets = await fuzzSockets({ url: embedded.liveUrl, token: () => console.token(), seed: size.seed, frames: size.frames });
  progress('every operation of the HTTP interface');
  const openApi = (await (await fetch(`${embedded.httpUrl}/api/openapi.json`)).json()) as OpenApi;
  const operations = Object.values(openApi.paths).flatMap((item) => Object.keys(item)).length;
  const casesPerOperation = Math.max(size.casesPerOperation, Math.ceil(size.httpCases / operations));
  const http = await fuzzHttp({ url: embedded.httpUrl, openApi, token: () => validToken(embedded, console), knownIds: [course.patientId, course.prescriptionId, course.deviceId], seed: size.seed, casesPerOperation });
  const alive = await stillServes(embedded, console);
  const memoryMiB = { before, after: residentMiB(pid) };
  const mosquitto = startCluster === null ? null : await fuzzMosquitto(startCluster, size, progress);
  const problems = [
    ...Object.entries({ http, sockets, payloads, aedes }).flatMap(([name, { problems: own }]) => own.map((each) => `${name}: ${each}`)),
    ...(mosquitto?.problems.map((each) => `mosquitto: ${each}`) ?? []),
    ...(alive ? [] : ['the embedded profile does not serve any more']),
    ...(memoryMiB.after > mostMiB ? [`${memoryMiB.after} MiB resident`] : []),
  ];
  return { seed: size.seed, http, sockets, payloads, wire: { aedes, mosquitto }, memoryMiB, problems };
}

async function prepare(system: System): Promise<{ console: ConsoleClient; course: Course }> {
  const console = await ConsoleClient.signIn({ http: system.httpUrl, live: system.liveUrl }, system.credentials);
  const recording = syntheticPatient({ seed: 1, seconds: enrolSeconds });
  return { console, course: await enrol(console, { recording, displayName: 'Fuzz', mqttUrl: system.mqttUrl }) };
}

async function accountsOf(console: ConsoleClient, patientId: string): Promise<{ name: string; secret: string }[]> {
  const devices = Array.from({ length: devicesForWire }, (_, i) => console.post<{ id: string; secret: string }>(`/api/patients/${patientId}/devices`, { label: `fuzz ${i}` }));
  return (await Promise.all(devices)).map(({ id, secret }) => ({ name: id, secret }));
}

/** A case may have signed us out. */
async function validToken({ httpUrl }: System, console: ConsoleClient): Promise<string> {
  const token = await console.token();
  const response = await fetch(`${httpUrl}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  return response.ok ? token : console.signInAgain();
}

/** It is ready, reads what was there before, and takes something new. */
async function stillServes({ httpUrl }: System, console: ConsoleClient): Promise<boolean> {
  const isReady = (await fetch(`${httpUrl}/health/ready`).catch(() => null))?.ok === true;
  return isReady && (await console.post('/api/patients', { displayName: 'After the fuzz', birthYear: 1970 }).then(() => true, () => false));
}

async function fuzzMosquitto(startCluster: () => Promise<System>, size: FuzzSize, progress: (step: string) => void): Promise<WireFuzz> {
  progress(`${size.wirePackets} wire packets to Mosquitto`);
  const system = await startCluster();
  try {
    const { console, course } = await prepare(system);
    const wire = await fuzzWire({ port: portOf(system.mqttUrl), accounts: await accountsOf(console, course.patientId), seed: size.seed, packets: size.wirePackets });
    return (await stillServes(system, console)) ? wire : { ...wire, problems: [...wire.problems, 'the cluster does not serve any more'] };
  } finally {
    await system.stop();
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** Linux; elsewhere 0. */
function residentMiB(pid: number): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
