import { useSyncExternalStore } from 'react';

export type Route = { page: 'wall' | (typeof plainPages)[number] } | { page: 'invitation' | 'password-reset'; token: string } | { page: 'session'; sessionId: string } | { page: 'patient'; patientId: string } | { page: 'alert'; alertId: string };

/** Named by nothing but themselves. */
const plainPages = ['account', 'people', 'records', 'audit', 'emergency', 'alerts'] as const;

const sessionHash = /^#\/sessions\/([0-9a-f-]{36})$/;
const invitationHash = /^#\/invitation\/([\w-]{43})$/;
const resetHash = /^#\/password-reset\/([\w-]{43})$/;
const alertHash = /^#\/alerts\/([0-9a-f-]{36})$/;
const patientHash = /^#\/patients\/([0-9a-f-]{36})$/;

/** The address bar, after `#`: pages are made in the browser. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return routeOf(hash);
}

export function sessionLink(sessionId: string): string {
  return `#/sessions/${sessionId}`;
}

export function patientLink(patientId: string): string {
  return `#/patients/${patientId}`;
}

/** What stands behind `#` browsers send to nobody. */
export function invitationLink(token: string): string {
  return `${location.origin}/#/invitation/${token}`;
}

export function passwordResetLink(token: string): string {
  return `${location.origin}/#/password-reset/${token}`;
}

const placeKey = 'tendon-place';

/** Before somebody goes to sign in at their clinic's own page: where they wanted to be. */
export function keepPlace(): void {
  sessionStorage.setItem(placeKey, location.hash);
}

/** Back from there: where they wanted to be, told once. */
export function returnToPlace(): void {
  history.replaceState(null, '', `/${sessionStorage.getItem(placeKey) ?? ''}`);
  sessionStorage.removeItem(placeKey);
}

const answerPath = '/sign-in/answer';

/** What a clinic's own sign-in had the browser bring. `answer` null: it signed nobody in. */
export interface CameBack {
  answer: { state: string; code: string; issuer: string | null } | null;
}

export function providerAnswerLink(): string {
  return `${location.origin}${answerPath}`;
}

/** null: the browser comes from nowhere. */
export function cameBack(): CameBack | null {
  if (location.pathname !== answerPath) return null;
  const said = new URLSearchParams(location.search);
  const [state, code] = [said.get('state'), said.get('code')];
  return { answer: state === null || code === null ? null : { state, code, issuer: said.get('iss') } };
}

function routeOf(hash: string): Route {
  const plain = plainPages.find((page) => hash === `#/${page}`);
  if (plain !== undefined) return { page: plain };
  const reset = resetHash.exec(hash);
  if (reset !== null) return { page: 'password-reset', token: reset[1] };
  const invitation = invitationHash.exec(hash);
  if (invitation !== null) return { page: 'invitation', token: invitation[1] };
  const patient = patientHash.exec(hash);
  if (patient !== null) return { page: 'patient', patientId: patient[1] };
  const alert = alertHash.exec(hash);
  if (alert !== null) return { page: 'alert', alertId: alert[1] };
  const session = sessionHash.exec(hash);
  return session === null ? { page: 'wall' } : { page: 'session', sessionId: session[1] };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
