import createClient, { type Client } from 'openapi-fetch';
import createQueries, { type OpenapiQueryClient } from 'openapi-react-query';
import type { paths } from './generated/api.js';

export type Api = Client<paths>;
export type ApiQueries = OpenapiQueryClient<paths>;

const publicPath = '/api/sign-in';

/** The gateway's HTTP. `onUnauthorized`: the server no longer knows the token. */
export function createApi({ baseUrl, token, onUnauthorized }: { baseUrl: string; token: string | null; onUnauthorized: () => void }): Api {
  const api = createClient<paths>({ baseUrl });
  api.use({
    onRequest: ({ request }) => {
      if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
      return request;
    },
    onResponse: ({ response, schemaPath }) => {
      if (response.status === 401 && schemaPath !== publicPath) onUnauthorized();
      return response;
    },
  });
  return api;
}

export function createApiQueries(api: Api): ApiQueries {
  return createQueries(api);
}

/** A failed request in words for the screen: the server's own where it gave some. */
export function sayFailure(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error && 'code' in error) return String(error.message);
  if (error instanceof TypeError) return 'the server cannot be reached';
  return 'the server gave no reason';
}
