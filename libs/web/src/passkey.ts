import type { PasskeyAsked } from '#libs/contracts';
import { startAuthentication, startRegistration, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';

/** What the gateway takes of a passkey: WebAuthn's own JSON. */
export interface PasskeyCredential {
  [key: string]: unknown;
  id: string;
  rawId: string;
  type: 'public-key';
  response: Record<string, unknown>;
}

/** Asks the person, by their browser. Rejects when they decline, or have none for this page. */
export async function answerByPasskey({ options }: PasskeyAsked): Promise<PasskeyCredential> {
  return toCredential(await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON }));
}

export async function makePasskey({ options }: PasskeyAsked): Promise<PasskeyCredential> {
  return toCredential(await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }));
}

function toCredential(credential: { id: string; rawId: string; response: object }): PasskeyCredential {
  return { ...credential, type: 'public-key', response: { ...credential.response } };
}
