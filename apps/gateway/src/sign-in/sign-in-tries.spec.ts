import { describe, expect, it } from '@jest/globals';
import { networkOf } from './sign-in-tries.js';

describe('an address that tries', () => {
  it('is itself in IPv4, however it is written', () => {
    expect(['192.0.2.1', '::ffff:192.0.2.1', ''].map(networkOf)).toEqual(['192.0.2.1', '::ffff:192.0.2.1', '']);
  });

  it('is its network of 64 bits in IPv6: one house has 2^64 addresses', () => {
    expect(['2001:db8:1:2:3:4:5:6', '2001:DB8:1:2::9', '2001:db8:0001:0002:ffff::'].map(networkOf)).toEqual(Array(3).fill('2001:db8:1:2::/64'));
    expect(['::1', 'fe80::1', '2001:db8::'].map(networkOf)).toEqual(['0:0:0:0::/64', 'fe80:0:0:0::/64', '2001:db8:0:0::/64']);
  });
});
