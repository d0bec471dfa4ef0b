import type { paths } from './generated/api.js';
import type { Api } from './api.js';
import type { LiveStore } from './live-store.js';

const inboxPageSize = 200;
const recentSessions: paths['/api/sessions']['get']['parameters']['query'] = { limit: 200 };

/** Everything that may have been missed: facts are in PostgreSQL, the socket only says them sooner. Rejects when it could not be read. */
export async function catchUp(api: Api, store: LiveStore): Promise<void> {
  await Promise.all([readAlerts(api, store), readSessions(api, store)]);
}

/** What came into the inbox after what we have, page by page. Rejects when it could not be read. */
export async function pullInbox(api: Api, store: LiveStore): Promise<void> {
  for (;;) {
    const after = store.facts().inbox.after ?? 0;
    const page = needed(await api.GET('/api/inbox', { params: { query: { after, limit: inboxPageSize } } }));
    store.dispatch({ type: 'inbox-read', page });
    if (!page.more) return;
  }
}

/** The first time: where the inbox ends, then what is open, so that nothing can fall between them. Afterwards: what came since. */
async function readAlerts(api: Api, store: LiveStore): Promise<void> {
  if (store.facts().inbox.after !== null) return pullInbox(api, store);
  const sinceTurn = store.facts().turn;
  const { lastSequence } = needed(await api.GET('/api/inbox', { params: { query: { after: 0, limit: 1 } } }));
  const alerts = needed(await api.GET('/api/alerts'));
  store.dispatch({ type: 'alerts-read', alerts, after: lastSequence, sinceTurn });
  if (store.facts().inbox.hasHole) await pullInbox(api, store);
}

async function readSessions(api: Api, store: LiveStore): Promise<void> {
  const sinceTurn = store.facts().turn;
  const sessions = needed(await api.GET('/api/sessions', { params: { query: recentSessions } }));
  store.dispatch({ type: 'sessions-read', sessions, sinceTurn });
  const running = sessions.filter(({ state }) => state === 'running');
  await Promise.all(running.map(({ id }) => readRepetitions(api, store, id)));
}

async function readRepetitions(api: Api, store: LiveStore, sessionId: string): Promise<void> {
  const sinceTurn = store.facts().turn;
  const { repetitions } = needed(await api.GET('/api/sessions/{sessionId}', { params: { path: { sessionId } } }));
  store.dispatch({ type: 'repetitions-read', sessionId, repetitions, sinceTurn });
}

function needed<T>({ data, response }: { data?: T; response: Response }): T {
  if (data === undefined) throw new Error(`${response.url}: ${response.status}`);
  return data;
}
