import createClient, { type Client } from 'openapi-fetch';
import createQueries, { type OpenapiQueryClient } from 'openapi-react-query';
import type { paths } from './generated/api.js';
import { SignInOver, type SignInKeeper } from './sign-in.js';

export type Api = Client<paths>;
export type ApiQueries = OpenapiQueryClient<paths>;

/** The gateway's HTTP, for somebody who is signed in. `onUnauthorized`: the server no longer knows the token. */
export function createApi({ baseUrl, signIn, onUnauthorized }: { baseUrl: string; signIn: SignInKeeper; onUnauthorized: () => void }): Api {
  const api = createOpenApi(baseUrl);
  api.use({
    onRequest: async ({ request }) => {
      request.headers.set('authorization', `Bearer ${await signIn.token()}`);
      return request;
    },
    onResponse: ({ response }) => {
      if (response.status === 401) onUnauthorized();
      return response;
    },
  });
  return api;
}

/** The same for nobody yet. */
export function createOpenApi(baseUrl: string): Api {
  return createClient<paths>({ baseUrl });
}

export function createApiQueries(api: Api): ApiQueries {
  return createQueries(api);
}

/** A failed request in words for the screen: the server's own where it gave some. */
export function sayFailure(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error && 'code' in error) return String(error.message);
  if (error instanceof SignInOver) return error.message;
  if (error instanceof TypeError) return 'the server cannot be reached';
  return 'the server gave no reason';
}

/** It was given up since no answer came: it may have been done all the same. */
export function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

/** What the server says of one field, of `email: not an address; url: needs https`; null: nothing. */
export function failureOfField(error: unknown, path: string): string | null {
  const found = sayFailure(error).split('; ').find((each) => each.startsWith(`${path}: `));
  return found?.slice(path.length + 2) ?? null;
}
