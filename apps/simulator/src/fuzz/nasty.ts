import type { Random } from '../synthetic/random.js';

/** A whole number in [0, n). */
export function below(random: Random, n: number): number {
  return Math.floor(random() * n);
}

export function oneOf<T>(random: Random, values: readonly T[]): T {
  return values[below(random, values.length)];
}

export function bytesOf(random: Random, size: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: size }, () => below(random, 256)));
}

export function uuidOf(random: Random): string {
  const hex = bytesOf(random, 16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What has broken parsers, databases and pages before; after the Big List of Naughty Strings and the OWASP cheat sheets. */
const texts = [
  '', ' ', '\0', 'a\0b', '\uD800', '\uFFFE', '\u202Eabc', '\u200B', 'é\u0301', '𝒳', '\r\nX-Injected: 1', '%00', '%2e%2e%2f', '../../../etc/passwd', "' OR 1=1 --", "'; DROP TABLE patient; --", '$1', '${7*7}', '{{7*7}}',
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)', '=cmd|calc', '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', 'Infinity', '-1', '1e400', '9007199254740993', '0x10', 'true', '[]', '{}',
  'x'.repeat(300), 'x'.repeat(5000), 'é'.repeat(200), '1970-01-01T00:00:00Z', '275760-09-13T00:00:01Z', '0000-00-00', 'urn:uuid:00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000',
];
const numbers = [0, -0, -1, 1, 0.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 31 - 1, -(2 ** 31) - 1, 2 ** 53, 2 ** 53 + 2, 2 ** 63, 1e21, 255, 256, 65_536, 1.0000001];

export function nastyText(random: Random): string {
  return random() < 0.1 ? bytesOf(random, below(random, 64)).toString('latin1') : oneOf(random, texts);
}

/** Any JSON value, most of them wrong wherever they stand. */
export function nastyValue(random: Random, depth = 0): unknown {
  const kind = below(random, depth > 3 ? 4 : 8);
  if (kind === 0) return nastyText(random);
  if (kind === 1) return oneOf(random, numbers);
  if (kind === 2) return oneOf(random, [null, true, false]);
  if (kind === 3) return uuidOf(random);
  if (kind < 6) return Array.from({ length: below(random, 5) }, () => nastyValue(random, depth + 1));
  return Object.fromEntries(Array.from({ length: below(random, 5) }, () => [nastyText(random).slice(0, 40), nastyValue(random, depth + 1)]));
}

/** Bytes with some changed, taken out, doubled, or cut off. */
export function mutate(random: Random, bytes: Uint8Array): Buffer {
  let out = Buffer.from(bytes);
  for (let left = 1 + below(random, 4); left > 0 && out.length > 0; left--) {
    const at = below(random, out.length);
    const kind = below(random, 5);
    if (kind === 0) out[at] ^= 1 << below(random, 8);
    else if (kind === 1) out[at] = oneOf(random, [0, 1, 0x7f, 0x80, 0xff]);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + below(random, 8))]);
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at), out.subarray(Math.max(0, at - 8)), out.subarray(at)]);
    else out = out.subarray(0, at);
  }
  return out;
}
