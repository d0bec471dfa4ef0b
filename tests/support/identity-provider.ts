import { generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type KoaContextWithOIDC } from 'oidc-provider';

export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** In a browser of their own: signs in over there as whoever is named, and says where it is sent back to. */
  visit(url: string, login: string): Promise<URL>;
  stop(): Promise<void>;
}

const page = '<!doctype html><title>Riverside accounts</title><form method="post"><label>Name <input name="login"></label> <button>Sign in</button></form>';

/** A clinic's identity provider: the certified `oidc-provider` on any free port, whose form takes whatever name is typed. `acr`: how it says that it made sure. `shownKey`: as if somebody else had signed. */
export async function startProvider({ returnTo, leaveTo, acr, shownKey }: { returnTo: string; leaveTo: string; acr?: string; shownKey?: JsonWebKey }): Promise<TestProvider> {
  const server = createServer();
  // A test that fails before it stops this one must not keep the whole run from ending.
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ['tendon', randomBytes(24).toString('base64url')];
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [returnTo], post_logout_redirect_uris: [leaveTo], grant_types: ['authorization_code'], response_types: ['code'] }],
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    jwks: { keys: [{ ...newKey(), kty: 'RSA' }] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    acrValues: acr === undefined ? [] : [acr],
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@clinic.example`, email_verified: true }) }),
    // Whoever signs in here has agreed.
    loadExistingGrant: async ({ oidc }: KoaContextWithOIDC) => {
      const grant = new provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url === '/jwks' && shownKey !== undefined) response.setHeader('content-type', 'application/jwk-set+json').end(JSON.stringify({ keys: [shownKey] }));
    else if (request.url?.startsWith('/interaction/') === true) void interact(provider, { request, response, acr });
    else void answer(request, response);
  });
  return { issuer, clientId, clientSecret, visit: (url, login) => visit(url, { login, issuer }), stop: () => stop(server) };
}

/** All have the same id: which one it is must show in the signature. */
function newKey(): JsonWebKey {
  return { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'key' };
}

/** Half of a key whose other half nobody has. */
export function strangersKey(): JsonWebKey {
  const { kty, n, e, alg, use } = newKey();
  return { kty, n, e, alg, use, kid: 'key' };
}

async function interact(provider: Provider, { request, response, acr }: { request: IncomingMessage; response: ServerResponse; acr: string | undefined }): Promise<void> {
  if (request.method !== 'POST') return void response.setHeader('content-type', 'text/html').end(page);
  let body = '';
  for await (const chunk of request) body += String(chunk);
  await provider.interactionFinished(request, response, { login: { accountId: new URLSearchParams(body).get('login') ?? '', acr } });
}

async function visit(url: string, { login, issuer }: { login: string; issuer: string }): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = new URL(url);
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { method: form === undefined ? 'GET' : 'POST', body: form, redirect: 'manual', headers: { cookie } });
    for (const header of answer.headers.getSetCookie()) {
      const [name, value] = header.split(';')[0].split('=');
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null && answer.status >= 400) throw new Error(`the provider answers ${answer.status}: ${await answer.text()}`);
    form = location === null ? new URLSearchParams({ login }) : undefined;
    at = new URL(location ?? at, at);
    if (at.origin !== issuer) return at;
  }
  throw new Error('the provider sends in circles');
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
