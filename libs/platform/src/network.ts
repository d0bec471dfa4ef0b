import { BlockList, isIP, isIPv4 } from 'node:net';

/** Names that express understands (https://expressjs.com/en/guide/behind-proxies.html). */
const namedNetworks = new Set(['loopback', 'linklocal', 'uniquelocal']);

const inner = new BlockList();
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3]] as const) inner.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::', 128], ['::1', 128], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8], ['64:ff9b::', 96]] as const) inner.addSubnet(net, bits, 'ipv6');

/** Whether only this machine reaches a listener there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host) || host === '[::1]';
}

/** Addresses, networks in CIDR form, or express's names for networks; comma-separated. null: something in it is none of these. */
export function parseProxies(text: string): string[] | null {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  return parts.every((part) => namedNetworks.has(part) || isNetwork(part)) ? parts : null;
}

function isNetwork(part: string): boolean {
  const [address, bits, ...more] = part.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128) && Number(bits) > 0);
}

/** Why what goes there would go in clear over a network; null: it does not. A URL that cannot be read is somebody else's to refuse. */
export function clearTextReason(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, searchParams } = new URL(url);
  // An empty host is a socket in the file system.
  if (hostname === '' || isLoopback(hostname)) return null;
  if (protocol === 'postgres:' || protocol === 'postgresql:') return searchParams.get('sslmode') === 'verify-full' ? null : 'needs sslmode=verify-full';
  return ['rediss:', 'mqtts:', 'wss:', 'https:'].includes(protocol) ? null : `needs TLS, and ${protocol}// has none`;
}

/** Whether it is nobody's but this house's: loopback, private, link-local, multicast. */
export function isInner(address: string): boolean {
  return isIPv4(address) ? inner.check(address, 'ipv4') : inner.check(address, 'ipv6');
}
