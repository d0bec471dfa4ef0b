/**
 * Whether a browser's page may open a socket. A WebSocket is not covered by CORS: without this a stranger's page could open
 * one from the therapist's browser (CWE-1385). Browsers always send an origin; who sends none is no browser, and needs a token like all.
 */
export function isOwnOrigin({ origin, host }: { origin?: string; host?: string }, allowed: string[]): boolean {
  if (origin === undefined || allowed.includes(origin)) return true;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
