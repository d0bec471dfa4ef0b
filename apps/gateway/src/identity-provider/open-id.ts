import type { IdentityProviderRecord } from '#libs/data';
import { Clock, Config, isLoopback } from '#libs/platform';
import { BadRequestException, HttpException, HttpStatus, Injectable, Logger, UnauthorizedException } from '@nestjs/common';
import {
  allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, buildEndSessionUrl, calculatePKCECodeChallenge, ClientSecretBasic, ClientSecretPost, customFetch, discovery,
  enableNonRepudiationChecks, randomNonce, randomPKCECodeVerifier, type ClientAuth, type Configuration,
} from 'openid-client';
import { askProvider } from './ask-provider.js';

/** What is known of a provider is asked for again after so long: keys change. */
const knownForMs = 10 * 60_000;
/** How far the provider's clock may be from ours. */
const skewMs = 60_000;

/** What only this sign-in knows, beside `state`: the code is worth nothing without it, and the answer is to this question (RFC 7636; OpenID Connect Core 1.0, section 3.1.2.1). */
export interface Asked {
  nonce: string;
  verifier: string;
  redirectUri: string;
  /** They must have shown who they are since then, ms; null: an older sign-in at the provider will do. */
  freshSinceMs: number | null;
}

export interface Identity {
  subject: string;
  /** Where the provider has made sure of it; to call the account by, never to find one. */
  email: string | null;
}

/** Talks to clinics' identity providers: OpenID Connect's code flow. */
@Injectable()
export class OpenId {
  private readonly logger = new Logger(OpenId.name);
  private readonly known = new Map<string, { configuration: Configuration; changedAtMs: number; untilMs: number }>();

  constructor(private readonly config: Config, private readonly clock: Clock) {}

  /** 400 when nothing good stands at this address: called before it is kept. */
  async check(provider: IdentityProviderRecord): Promise<void> {
    const { issuer } = provider;
    const { username, password, search, hash } = new URL(issuer);
    if (`${username}${password}${search}${hash}` !== '') throw new BadRequestException('issuer: an address without name, query and fragment');
    const configuration = await this.discover(provider).catch((error: unknown) => {
      this.logger.warn({ msg: 'identity provider refused', clinicId: provider.clinicId, error: reasonOf(error) });
      throw new BadRequestException(`issuer: no OpenID provider answers there as ${issuer}`);
    });
    const { code_challenge_methods_supported: methods, response_types_supported: types, authorization_endpoint: authorization, end_session_endpoint: endSession } = configuration.serverMetadata();
    // The browser is sent there: an address, not a script.
    if ([authorization ?? '', endSession ?? authorization ?? ''].some((place) => !/^https?:\/\//.test(place))) throw new BadRequestException('issuer: the provider has no page to sign in at');
    if (methods?.includes('S256') === false) throw new BadRequestException('issuer: the provider does not know PKCE with S256');
    if (types?.includes('code') === false) throw new BadRequestException('issuer: the provider does not know the code flow');
  }

  /** Where the browser is to go, and what to remember. 503: the provider does not answer. */
  async ask(provider: IdentityProviderRecord, { state, redirectUri, isFresh }: { state: string; redirectUri: string; isFresh: boolean }): Promise<{ url: string; asked: Asked }> {
    const configuration = await this.configurationOf(provider);
    const asked: Asked = { nonce: randomNonce(), verifier: randomPKCECodeVerifier(), redirectUri, freshSinceMs: isFresh ? this.clock.now() : null };
    const url = buildAuthorizationUrl(configuration, {
      scope: 'openid email', redirect_uri: redirectUri, state, nonce: asked.nonce, code_challenge: await calculatePKCECodeChallenge(asked.verifier), code_challenge_method: 'S256',
      ...(provider.acr === null ? {} : { acr_values: provider.acr }),
      ...(isFresh ? { max_age: '0', prompt: 'login' } : {}),
    });
    return { url: url.href, asked };
  }

  /** Who the provider says it is. 401: not what was asked, not by whom, not to us, not fresh, or not shown well enough. */
  async answer(provider: IdentityProviderRecord, asked: Asked, { state, code, issuer }: { state: string; code: string; issuer: string | null }): Promise<Identity> {
    const configuration = await this.configurationOf(provider);
    const came = new URL(asked.redirectUri);
    came.search = new URLSearchParams({ state, code, ...(issuer === null ? {} : { iss: issuer }) }).toString();
    const claims = await this.claimsOf(configuration, { came, state, asked }).catch((error: unknown) => this.refuse(provider, error));
    if (asked.freshSinceMs !== null && ((claims.auth_time ?? 0) * 1000 < asked.freshSinceMs - skewMs)) throw notSigned('you have not signed in there again');
    if (provider.acr !== null && claims.acr !== provider.acr) throw notSigned('your clinic\'s account did not ask for enough');
    return { subject: claims.sub, email: claims.email_verified === true && typeof claims.email === 'string' ? claims.email.slice(0, 200) : null };
  }

  /** Where one leaves the provider; null: it has no such place, or does not answer. */
  async endSessionUrl(provider: IdentityProviderRecord, backTo: string | undefined): Promise<string | null> {
    const configuration = await this.configurationOf(provider).catch(() => null);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
    return buildEndSessionUrl(configuration, backTo === undefined ? {} : { post_logout_redirect_uri: `${backTo}/` }).href;
  }

  private async claimsOf(configuration: Configuration, { came, state, asked }: { came: URL; state: string; asked: Asked }): Promise<{ sub: string; auth_time?: number; acr?: unknown; email?: unknown; email_verified?: unknown }> {
    const tokens = await authorizationCodeGrant(configuration, came, {
      expectedState: state, expectedNonce: asked.nonce, pkceCodeVerifier: asked.verifier, idTokenExpected: true, ...(asked.freshSinceMs === null ? {} : { maxAge: knownForMs / 1000 }),
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new TypeError('no ID token');
    return claims;
  }

  /** What is wrong is for our log, without the code and without whose it was. */
  private refuse(provider: IdentityProviderRecord, error: unknown): never {
    this.logger.warn({ msg: 'sign-in by identity provider refused', clinicId: provider.clinicId, error: reasonOf(error) });
    if (isSilence(error)) throw silent();
    throw notSigned('your clinic\'s account did not sign you in');
  }

  private async configurationOf(provider: IdentityProviderRecord): Promise<Configuration> {
    const nowMs = this.clock.now();
    const known = this.known.get(provider.id);
    if (known !== undefined && known.changedAtMs === provider.changedAt.getTime() && known.untilMs > nowMs) return known.configuration;
    const configuration = await this.discover(provider).catch((error: unknown) => {
      this.logger.warn({ msg: 'identity provider does not answer', clinicId: provider.clinicId, error: reasonOf(error) });
      throw silent();
    });
    this.known.set(provider.id, { configuration, changedAtMs: provider.changedAt.getTime(), untilMs: nowMs + knownForMs });
    return configuration;
  }

  private discover({ issuer, clientId, clientSecret }: IdentityProviderRecord): Promise<Configuration> {
    const { allowPrivate } = this.config.identityProvider;
    const server = new URL(issuer);
    // Otherwise the library asks nobody without TLS, whatever the description says.
    const plain = allowPrivate && server.protocol === 'http:' && isLoopback(server.hostname) ? [allowInsecureRequests] : [];
    return discovery(server, clientId, undefined, byTheirMethod(clientSecret), { [customFetch]: askProvider(allowPrivate), execute: [enableNonRepudiationChecks, ...plain] });
  }
}

/** RFC 6749, section 2.3.1: every provider takes HTTP Basic unless it says otherwise. */
function byTheirMethod(secret: string): ClientAuth {
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret))(server, ...rest);
  };
}

function silent(): HttpException {
  return new HttpException({ code: 'provider-silent', message: 'your clinic\'s account service does not answer' }, HttpStatus.SERVICE_UNAVAILABLE);
}

function notSigned(message: string): HttpException {
  return new UnauthorizedException(message);
}

/** Nobody answered: no fault of whoever signs in. */
function isSilence(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT|ABORT_ERR|OAUTH_TIMEOUT|OAUTH_ABORT)/.test(String(code)) || isSilence(cause);
}

/** Names and codes of what was thrown; never a message, which may hold what was sent. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error;
  const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: unknown };
  return [String(name), ...(code === undefined ? [] : [String(code)]), ...(cause === undefined ? [] : [`(${reasonOf(cause)})`])].join(' ');
}
