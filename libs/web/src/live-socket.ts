import type { ServerToConsole } from '#libs/contracts';
import { io, type Socket } from 'socket.io-client';
import type { Api } from './api.js';
import { catchUp, pullInbox } from './catch-up.js';
import { markNow } from './elapsed.js';
import type { LiveStore } from './live-store.js';
import type { SignInKeeper } from './sign-in.js';

/** A hint may be lost inside the server too: so often the facts are read again though nothing seems amiss. */
const reviewMs = 60_000;
const retryMs = 2000;
/** An attempt that nobody answers (a line that swallows everything) is given up: the next may get through. */
const attemptMs = 4000;

export interface LiveConnection {
  /** Tries at once, for a therapist who does not want to wait. */
  reconnect(): void;
  close(): void;
}

/** Keeps `store` as the server is, for as long as the page is open. After every connection and every silence, the facts that may have been missed are read. */
export function openLive({ signIn, api, store, onUnauthorized }: { signIn: SignInKeeper; api: Api; store: LiveStore; onUnauthorized: () => void }): LiveConnection {
  let hadToken = false;
  // Asked at each connection: the token of the last one may have ended. Without one the server refuses us, and we try again.
  const sayWho = (say: (data: object) => void): void => {
    hadToken = false;
    void signIn.token().then((token) => {
      hadToken = true;
      say({ token });
    }, () => say({}));
  };
  const socket: Socket<ServerToConsole> = io({ path: '/live', transports: ['websocket'], auth: sayWho, timeout: attemptMs, reconnectionDelay: 500, reconnectionDelayMax: retryMs });
  const reader = createReader(api, store);
  let retry: ReturnType<typeof setTimeout> | undefined;
  // socket.io leaves it to us where the server ended or refused the connection.
  const tryLater = (): void => {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), retryMs);
  };
  socket.on('connect', () => {
    store.connected();
    reader.read();
  });
  socket.on('disconnect', (reason) => {
    store.disconnected();
    if (reason === 'io server disconnect') tryLater();
  });
  socket.on('connect_error', ({ message }) => {
    store.disconnected();
    if (message === 'unauthorized' && hadToken) onUnauthorized();
    else if (!socket.active) tryLater();
  });
  hearFacts(socket, store, reader);
  hearCurves(socket, store);
  const review = setInterval(reader.read, reviewMs);
  return {
    reconnect: () => void socket.disconnect().connect(),
    close: () => {
      clearTimeout(retry);
      clearInterval(review);
      reader.stop();
      socket.disconnect();
    },
  };
}

function hearFacts(socket: Socket<ServerToConsole>, store: LiveStore, reader: Reader): void {
  socket.on('server.beat', () => {
    const wasSilent = store.liveness() === 'not-live';
    store.beat();
    // The line was up, but what was to be told meanwhile may be lost all the same.
    if (wasSilent) reader.read();
  });
  socket.on('session.started', (session) => store.dispatch({ type: 'session-told', session }));
  socket.on('session.changed', (session) => store.dispatch({ type: 'session-told', session }));
  socket.on('session.ended', (session) => store.dispatch({ type: 'session-told', session }));
  socket.on('repetition.scored', (repetition) => store.dispatch({ type: 'repetition-told', repetition }));
  socket.on('repetition.withdrawn', ({ sessionId, number }) => store.dispatch({ type: 'repetition-withdrawn', sessionId, number }));
  socket.on('alert.changed', (entry) => {
    store.dispatch({ type: 'alert-told', entry });
    if (store.facts().inbox.hasHole) reader.pull();
  });
}

function hearCurves(socket: Socket<ServerToConsole>, store: LiveStore): void {
  socket.on('motion.sampled', (curve) => store.curvesOf(curve.sessionId).hearMotion(curve, markNow()));
  socket.on('heart-rate.measured', (curve) => store.curvesOf(curve.sessionId).hearHeartRate(curve, markNow()));
}

interface Reader {
  /** Everything that may have been missed. */
  read(): void;
  /** The hole in the inbox. */
  pull(): void;
  stop(): void;
}

/** One reading at a time; what is asked for meanwhile comes after it. What fails is tried again, until the page is left. */
function createReader(api: Api, store: LiveStore): Reader {
  let isStopped = false;
  let last: Promise<void> = Promise.resolve();
  const queue = (work: () => Promise<void>): void => {
    last = last.then(() => (isStopped ? undefined : work())).catch(() => void setTimeout(() => queue(work), retryMs));
  };
  const pull = async (): Promise<void> => {
    const { after, hasHole } = store.facts().inbox;
    if (hasHole && after !== null) await pullInbox(api, store);
  };
  return { read: () => queue(() => catchUp(api, store)), pull: () => queue(pull), stop: () => void (isStopped = true) };
}
