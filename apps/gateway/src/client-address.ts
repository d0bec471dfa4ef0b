import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';

/** Whose request this is, as express has it in `request.ip`: a proxy that we trust is believed, and what anybody else says of addresses is not. */
export function clientAddress(request: IncomingMessage, proxies: string[]): string {
  return proxyAddr(request, proxies);
}
