import { describe, expect, it } from '@jest/globals';
import { credentialName, parseCredentialName } from './credential-name.js';

const deviceId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

describe('the name of a credential', () => {
  it.each([1, 2, 10, 999_999])('number %d comes back', (number) => {
    expect(parseCredentialName(credentialName(deviceId, number))).toEqual({ deviceId, number });
  });

  it('of the first is the device id itself', () => {
    expect(credentialName(deviceId, 1)).toBe(deviceId);
  });

  it.each(['', 'ingest', `${deviceId}.1`, `${deviceId}.0`, `${deviceId}.02`, `${deviceId}.`, `${deviceId}.-2`, `${deviceId}/2`, deviceId.toUpperCase(), ` ${deviceId}`, `${deviceId}\n`])('%j is none', (text) => {
    expect(parseCredentialName(text)).toBeNull();
  });
});
