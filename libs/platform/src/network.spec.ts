import { describe, expect, it } from '@jest/globals';
import { clearTextReason, isInner, isLoopback, parseProxies } from './network.js';

describe('where something listens, and what it trusts', () => {
  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1', '[::1]'])('%s is this machine alone', (host) => expect(isLoopback(host)).toBe(true));
  it.each(['0.0.0.0', '::', '10.0.0.1', 'example.org', '127.0.0.1.example.org', '1270.0.0.1', ''])('%s is not', (host) => expect(isLoopback(host)).toBe(false));

  it('proxies are addresses, networks, or names of networks', () => {
    expect(parseProxies('loopback, 10.0.0.0/8,2001:db8::/32 , 192.0.2.7')).toEqual(['loopback', '10.0.0.0/8', '2001:db8::/32', '192.0.2.7']);
    expect(parseProxies('')).toEqual([]);
    for (const bad of ['yes', 'true', '*', '10.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8/8', 'proxy.example.org']) expect(parseProxies(bad)).toBeNull();
  });

  it.each([
    ['postgres://u:p@db.example.org/tendon', 'needs sslmode=verify-full'],
    ['postgres://u:p@db.example.org/tendon?sslmode=require', 'needs sslmode=verify-full'],
    ['postgres://u:p@db.example.org/tendon?sslmode=verify-full', null],
    ['postgres://u:p@127.0.0.1:5432/tendon', null],
    ['redis://:p@cache:6379', 'needs TLS, and redis:// has none'],
    ['rediss://:p@cache:6379', null],
    ['mqtt://broker:1884', 'needs TLS, and mqtt:// has none'],
    ['mqtts://broker:8884', null],
    ['mqtt://127.0.0.1:1884', null],
  ])('%s: %s', (url, reason) => expect(clearTextReason(url)).toBe(reason));

  it.each([['127.0.0.1', true], ['10.1.2.3', true], ['172.31.0.1', true], ['192.168.1.1', true], ['169.254.169.254', true], ['::1', true], ['fd00::1', true], ['::ffff:10.0.0.1', true], ['93.184.216.34', false], ['2606:4700::1', false]])('%s is inner: %p', (address, expected) => {
    expect(isInner(address)).toBe(expected);
  });
});
