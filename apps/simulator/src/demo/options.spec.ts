import { describe, expect, it } from '@jest/globals';
import { readOptions } from './options.js';

describe('readOptions', () => {
  it('has the defaults of one simulated patient in the embedded profile', () => {
    expect(readOptions([])).toMatchObject({ json: false, recording: null, speed: 1, sessions: 1, seconds: null, profile: 'embedded', fault: null });
  });

  it('reads every option', () => {
    const options = readOptions(['--json', '--recording', 'pted/s2/e1', '--speed', '4', '--sessions', '100', '--seconds', '60', '--profile', 'cluster', '--fault', 'late']);
    expect(options).toMatchObject({ json: true, recording: 'pted/s2/e1', speed: 4, sessions: 100, seconds: 60, profile: 'cluster', fault: 'late' });
  });

  it.each([
    [['--speed', 'fast'], '--speed is a number from 0.1 to 1000, not "fast"'],
    [['--sessions', '1.5'], '--sessions is a whole number, not "1.5"'],
    [['--fault', 'flood'], 'no fault "flood"; there are dropout, outage'],
    [['--profile', 'docker'], '--profile is embedded or cluster, not "docker"'],
  ])('names what is wrong: %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
