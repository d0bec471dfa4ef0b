import { liveAudience, type LiveHint, type ServerToConsole } from '#libs/contracts';
import { AlertRepository } from '#libs/data';
import type { DataSource } from 'typeorm';
import { connect, listen } from '../gateway/support/console.js';
import type { TestGateway } from '../gateway/support/gateway.js';
import type { MatrixResult } from './route-matrix.js';
import { actorNames, makeWorld, type ActorName, type PatientRecord, type World } from './world.js';
import { until } from '../../support/until.js';

type Event = keyof ServerToConsole;
const events = Object.keys(liveAudience) as Event[];
const whoConnects: Partial<Record<ActorName, true>> = { 'therapist in care': true, 'therapist outside': true, 'former therapist': true, 'therapist of another clinic': true };

/** Everybody knocks; what happens to both patients is told; every socket heard of each event what its audience says, and no more. */
export async function trySocket({ dataSource, gateway }: { dataSource: DataSource; gateway: TestGateway }): Promise<MatrixResult> {
  const world = await makeWorld(dataSource);
  const result: MatrixResult = { asserted: 0, wrong: [] };
  const heard = new Map<ActorName, Map<Event, unknown[]>>();
  const open: { disconnect(): unknown }[] = [];
  for (const name of actorNames) {
    const token = world.actors[name].headers['authorization']?.replace(/^\w+ /, '');
    const socket = await connect(gateway.url, { token }).catch(() => null);
    result.asserted++;
    if ((socket !== null) !== (whoConnects[name] ?? false)) result.wrong.push(`${name} ${socket === null ? 'cannot' : 'can'} connect`);
    if (socket === null) continue;
    open.push(socket);
    heard.set(name, new Map(events.map((event) => [event, listen(socket, event)])));
  }
  for (const record of [world.a, world.c]) await tellAll(dataSource, gateway, record);
  await until(() => lacking(world, heard).length === 0, () => `not everything told: ${JSON.stringify(lacking(world, heard))}`).catch((error: unknown) => result.wrong.push(String(error)));
  const asked = [...heard].flatMap(([name, told]) => events.flatMap((event) => [world.a, world.c].map((record) => ({ name, told: told.get(event), event, record }))));
  for (const { name, told, event, record } of asked) {
    result.asserted++;
    const isTold = names(told, record) || (liveAudience[event] === 'signed-in' && (told?.length ?? 0) > 0);
    if (isTold !== shouldHear(name, event, record === world.a)) result.wrong.push(`${name} ${isTold ? 'hears' : 'does not hear'} ${event} of ${record === world.a ? 'A' : 'C'}`);
  }
  for (const socket of open) socket.disconnect();
  return result;
}

async function tellAll(dataSource: DataSource, { bus }: TestGateway, { patientId, sessionId, practitionerId, alertId }: PatientRecord): Promise<void> {
  await dataSource.query(
    `INSERT INTO repetition (session_id, number, state, start_ms, end_ms, result) VALUES ($1, 1, 'provisional', 0, 1000, $2)`,
    [sessionId, { number: 1, startMs: 0, turnMs: 500, backMs: 500, endMs: 1000, features: {}, exerciseId: 'squat', execution: null, score: { verdict: 'cannot-judge', reason: 'no-reference', score: null, band: null, domains: [], codes: [], scorer: { id: 'x', version: '1' } } }]);
  const acknowledged = await new AlertRepository(dataSource).acknowledge({ practitionerId, alertId, note: '', outcome: 'spoke-to-patient', now: new Date() });
  const hints: LiveHint[] = [
    { hint: 'session-changed', sessionId, patientId, change: 'started' },
    { hint: 'session-changed', sessionId, patientId, change: 'worn' },
    { hint: 'session-changed', sessionId, patientId, change: 'counted' },
    { hint: 'session-changed', sessionId, patientId, change: 'ended' },
    { hint: 'repetitions-changed', sessionId, patientId, numbers: [1], withdrawn: [2] },
    { hint: 'motion-sampled', patientId, curve: { sessionId, fromMs: 0, stepMs: 50, angleDeg: [1], ageMs: 0 } },
    { hint: 'heart-rate-measured', patientId, curve: { sessionId, ticks: [], ageMs: 0 } },
    { hint: 'inbox-changed', practitionerIds: acknowledged?.practitionerIds ?? [] },
  ];
  for (const hint of hints) bus.publish(hint);
}

function shouldHear(name: ActorName, event: Event, isA: boolean): boolean {
  if (liveAudience[event] === 'signed-in') return true;
  return name === (isA ? 'therapist in care' : 'therapist of another clinic');
}

function lacking(world: World, heard: Map<ActorName, Map<Event, unknown[]>>): string[] {
  const expected = [['therapist in care', world.a], ['therapist of another clinic', world.c]] as const;
  return expected.flatMap(([name, record]) => events.filter((event) => {
    const told = heard.get(name)?.get(event);
    return liveAudience[event] === 'signed-in' ? (told?.length ?? 0) === 0 : !names(told, record);
  }));
}

function names(told: unknown[] | undefined, { sessionId, alertId }: PatientRecord): boolean {
  const text = JSON.stringify(told ?? []);
  return text.includes(sessionId) || text.includes(alertId);
}
