import { describe, expect, it } from '@jest/globals';
import { livenessOf, notLiveAfterMs } from './liveness.js';

describe('liveness', () => {
  it('is live while the server beats', () => {
    expect(livenessOf({ isConnected: true, silentMs: notLiveAfterMs - 1, wasLive: true })).toBe('live');
  });

  it('is not live without a beat for 8 s, though the socket is open', () => {
    expect(livenessOf({ isConnected: true, silentMs: 8000, wasLive: true })).toBe('not-live');
  });

  it('is not live as soon as the socket is down', () => {
    expect(livenessOf({ isConnected: false, silentMs: 0, wasLive: true })).toBe('not-live');
  });

  it('is connecting while a fresh page has not been longer about it than a missing beat', () => {
    expect(livenessOf({ isConnected: false, silentMs: 7999, wasLive: false })).toBe('connecting');
    expect(livenessOf({ isConnected: false, silentMs: 8000, wasLive: false })).toBe('not-live');
  });
});
