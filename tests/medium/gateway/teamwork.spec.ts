import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboxEntry } from '#libs/contracts';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addAlert, addCarer, addPractitioner, openStream, seed, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';
import { ask, connect, tokenFor, type ConsoleSocket } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

/** Far below the 5 s after which every inbox is looked into anyway: the hint must have done it. */
const atOnceMs = 1500;

describe('what one therapist does to an alert', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let people: Seed;
  let colleague: string;
  let socket: ConsoleSocket;
  let token: string;
  let alertId: string;
  const heard: InboxEntry[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
    people = await seed(database.dataSource);
    colleague = await addPractitioner(database.dataSource, people.clinicId);
    await addCarer(database.dataSource, people.patientId, colleague);
    alertId = await addAlert(database.dataSource, { ...people, sessionId: (await openStream(database.dataSource, people)).sessionId });
    token = await tokenFor(database.dataSource, people.practitionerId);
    socket = await connect(gateway.url, { token: await tokenFor(database.dataSource, colleague) });
    socket.on('alert.changed', (entry) => heard.push(entry));
  });
  afterAll(async () => {
    socket.disconnect();
    await gateway.stop();
    await database.drop();
  });

  it.each([
    ['commented', 'POST comments', () => ({ words: 'I drive there' }), { comments: [{ words: 'I drive there' }] }],
    ['assigned', 'PUT assignment', () => ({ practitionerId: colleague }), { assignment: { practitionerName: 'Therapist' } }],
    ['acknowledged', 'POST acknowledgement', () => ({ outcome: 'spoke-to-patient' }), { acknowledgement: { outcome: 'spoke-to-patient' } }],
  ] as const)('is heard at once by a colleague: %s', async (change, route, body, alert) => {
    heard.length = 0;
    const [method, path] = route.split(' ');
    expect((await ask(`${gateway.url}/api/alerts/${alertId}/${path}`, { method, token, body: body() })).status).toBeLessThan(300);
    await until(() => heard.length > 0, change, atOnceMs);
    expect(heard[0]).toMatchObject({ change, alert: { id: alertId, ...alert } });
  });

  it('lists the colleagues, of whom an alert may be given to one', async () => {
    expect((await ask(`${gateway.url}/api/patients/${people.patientId}/carers`, { token })).body).toEqual([people.practitionerId, colleague].map(() => expect.objectContaining({ displayName: 'Therapist', isBackup: false })));
  });
});
