import { randomBytes, randomUUID } from 'node:crypto';
import type { ServerToConsole } from '#libs/contracts';
import { SignInRepository } from '#libs/data';
import { io, type Socket } from 'socket.io-client';
import type { DataSource } from 'typeorm';

export type ConsoleSocket = Socket<ServerToConsole, Record<string, never>>;

/** A token as signing in gives it, without the price of a password. */
export async function tokenFor(dataSource: DataSource, accountId: string): Promise<string> {
  const tokens = { access: randomBytes(32).toString('base64url'), refresh: randomBytes(32).toString('base64url') };
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  await new SignInRepository(dataSource).begin({ id: randomUUID(), accountId, method: 'test', agent: 'test', mustEnrol: false, tokens, now, accessExpiresAt: expiresAt, expiresAt });
  return tokens.access;
}

export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

export interface Asking {
  method?: string;
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export async function ask(url: string, { method = 'GET', token, body, headers = {} }: Asking = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...headers,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: isJson(response) ? (JSON.parse(text) as unknown) : text, headers: response.headers };
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('application/json') ?? false;
}

export interface Knocking {
  token?: string;
  origin?: string;
  transports?: ('websocket' | 'polling')[];
}

/** Not connected yet. */
export function knock(url: string, { token, origin, transports = ['websocket'] }: Knocking): ConsoleSocket {
  return io(url, {
    path: '/live', transports, forceNew: true, reconnection: false,
    auth: token === undefined ? {} : { token },
    extraHeaders: origin === undefined ? {} : { origin },
  });
}

/** Resolves when connected, rejects with what the server said. */
export async function connect(url: string, knocking: Knocking): Promise<ConsoleSocket> {
  const socket = knock(url, knocking);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
  } catch (error) {
    socket.disconnect();
    throw error;
  }
  return socket;
}

/** Everything a socket hears of one event, from now on. */
export function listen<E extends keyof ServerToConsole>(socket: ConsoleSocket, event: E): Parameters<ServerToConsole[E]>[0][] {
  const heard: Parameters<ServerToConsole[E]>[0][] = [];
  const listener = (payload: Parameters<ServerToConsole[E]>[0]): void => void heard.push(payload);
  socket.on(event, listener as never);
  return heard;
}
