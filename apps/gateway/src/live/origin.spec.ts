import { describe, expect, it } from '@jest/globals';
import { isOwnOrigin } from './origin.js';

const host = 'clinic.example:8080';

describe('the origin of a socket', () => {
  it.each([
    ['its own page', 'http://clinic.example:8080', true],
    ['its own page behind a proxy that ends TLS', 'https://clinic.example:8080', true],
    ['a page the clinic has allowed', 'https://wall.example', true],
    ['no browser', undefined, true],
    ['a stranger', 'https://evil.example', false],
    ['a stranger whose name begins alike', 'http://clinic.example.evil.example:8080', false],
    ['another port of the same machine', 'http://clinic.example:9090', false],
    ['a sandboxed frame', 'null', false],
    ['nonsense', 'clinic.example:8080', false],
  ])('of %s', (_who, origin, expected) => {
    expect(isOwnOrigin({ origin, host }, ['https://wall.example'])).toBe(expected);
  });

  it('without a host of its own is nobody', () => {
    expect(isOwnOrigin({ origin: 'http://a.example', host: undefined }, [])).toBe(false);
  });
});
