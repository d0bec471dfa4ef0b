import { setTimeout as passed } from 'node:timers/promises';
import type { AlertView, InboxEntry, InboxPage, RepetitionView, ServerToConsole, SignedIn } from '#libs/contracts';
import { io, type Socket } from 'socket.io-client';

/** What the console got, and when (ms, `performance.now()` of this process, the clock of the devices too). */
export interface Heard {
  repetitions: { repetition: RepetitionView; atMs: number }[];
  alerts: { entry: InboxEntry; atMs: number }[];
  curves: number;
  /** Each heart rate that was shown, by the time of its session, ms. */
  heartRates: { sessionId: string; tMs: number; atMs: number }[];
}

interface Urls {
  http: string;
  live: string;
}

interface Credentials {
  signInName: string;
  password: string;
}

const signInAgainMs = 60_000;

/** A therapist's console without a screen: it signs in, listens, and pulls what it missed. */
export class ConsoleClient {
  readonly heard: Heard = { repetitions: [], alerts: [], curves: 0, heartRates: [] };
  private readonly sequences = new Set<number>();
  private socket: Socket<ServerToConsole> | null = null;

  private constructor(private readonly urls: Urls, private readonly credentials: Credentials, private signedIn: SignedIn) {}

  static async signIn(urls: Urls, credentials: Credentials): Promise<ConsoleClient> {
    return new ConsoleClient(urls, credentials, await signIn(urls, credentials));
  }

  async signInAgain(): Promise<string> {
    this.signedIn = await signIn(this.urls, this.credentials);
    return this.signedIn.token;
  }

  async get<T>(path: string): Promise<T> {
    return request(`${this.urls.http}${path}`, { method: 'GET', token: await this.token() });
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return request(`${this.urls.http}${path}`, { method: 'POST', body, token: await this.token() });
  }

  async listen(): Promise<void> {
    const auth = (use: (data: object) => void): void => void this.token().then((token) => use({ token }), () => use({}));
    const socket: Socket<ServerToConsole> = io(this.urls.live, { path: '/live', transports: ['websocket'], auth, reconnectionDelayMax: 1000 });
    this.socket = socket;
    socket.on('repetition.scored', (repetition) => this.heard.repetitions.push({ repetition, atMs: performance.now() }));
    socket.on('alert.changed', (entry) => this.hear(entry));
    socket.on('motion.sampled', () => this.heard.curves++);
    socket.on('heart-rate.measured', ({ sessionId, ticks }) => {
      const atMs = performance.now();
      for (const { tMs } of ticks) this.heard.heartRates.push({ sessionId, tMs, atMs });
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    // As a console does that comes back: what was told meanwhile it asks for.
    const before = await this.newestSequence();
    socket.on('connect', () => void this.hearMissed(before).catch(() => socket.disconnect().connect()));
  }

  /** Everything the inbox holds: what was pushed and what was missed. */
  async pullInbox(): Promise<AlertView[]> {
    const alerts = new Map<string, AlertView>();
    for (let after = 0; ; ) {
      const page = await this.inboxPage(after);
      for (const entry of page.entries) alerts.set(entry.alert.id, entry.alert);
      if (!page.more) return [...alerts.values()];
      after = page.entries[page.entries.length - 1].sequence;
    }
  }

  close(): void {
    this.socket?.disconnect();
  }

  /** A token is good for minutes; whoever has the password at hand signs in again. */
  async token(): Promise<string> {
    if (Date.parse(this.signedIn.expiresAt) - Date.now() < signInAgainMs) this.signedIn = await signIn(this.urls, this.credentials);
    return this.signedIn.token;
  }

  private async newestSequence(): Promise<number> {
    for (let newest = 0; ; ) {
      const page = await this.inboxPage(newest);
      newest = page.entries.at(-1)?.sequence ?? newest;
      if (!page.more) return newest;
    }
  }

  private async hearMissed(before: number): Promise<void> {
    for (let after = Math.max(before, ...this.sequences); ; ) {
      const page = await this.inboxPage(after);
      for (const entry of page.entries) this.hear(entry);
      if (!page.more) return;
      after = page.entries[page.entries.length - 1].sequence;
    }
  }

  private inboxPage(after: number): Promise<InboxPage> {
    return this.get(`/api/inbox?after=${after}&limit=200`);
  }

  private hear(entry: InboxEntry): void {
    if (this.sequences.has(entry.sequence)) return;
    this.sequences.add(entry.sequence);
    this.heard.alerts.push({ entry, atMs: performance.now() });
  }
}

function signIn({ http }: Urls, { signInName, password }: Credentials): Promise<SignedIn> {
  return request(`${http}/api/sign-in`, { method: 'POST', body: { signInName, password } });
}

async function request<T>(url: string, { method, body, token }: { method: string; body?: unknown; token?: string }): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  // "Wait a second": whoever enrols a thousand patients is too quick for the server. Refused tries to sign in wait longer, and are told.
  if (response.status === 429 && token !== undefined) {
    await passed(1000);
    return request(url, { method, body, token });
  }
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
