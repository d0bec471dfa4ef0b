import { describe, expect, it } from '@jest/globals';
import { phaseOf } from './phase.js';

describe('phaseOf', () => {
  it.each([['phase:work', 'work'], ['phase:cool-down', 'cool-down'], ['phase:', null], ['phase:sprint', null], ['work', null], ['button', null]])('%s -> %s', (name, phase) => {
    expect(phaseOf(name)).toBe(phase);
  });
});
