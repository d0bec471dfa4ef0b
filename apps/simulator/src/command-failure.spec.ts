import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { BenchOptions } from './bench/options.js';
import { measureTraces } from './bench/heart-rate-traces.js';
import { runBench } from './bench/run-bench.js';
import { failureOf } from './command-failure.js';
import { loadRecording } from './recordings/index.js';

const folder = mkdtempSync(join(tmpdir(), 'tendon-bad-'));
const at = (...parts: string[]): string => join(folder, ...parts);
mkdirSync(at('empty'));
mkdirSync(at('meta', 'meta.json'), { recursive: true });
mkdirSync(at('short'));
writeFileSync(at('file.txt'), 'no folder');
writeFileSync(at('short', 'meta.json'), JSON.stringify({ subject: 'a', exercise: 'squat', rateHz: 25, units: [{ placement: null }] }));
writeFileSync(at('short', 'samples.csv'), 'tMs,ax,ay,az,gx,gy,gz\n0,1,2,3,4,5,6\n40,1,2\n');
writeFileSync(at('participants.csv'), 'id,ageYears,testStartS\nD01,forty,0\n');
afterAll(() => rmSync(folder, { recursive: true }));

const bench = (data: string, dataset: BenchOptions['dataset']) => (): unknown => runBench({ data, dataset, subjects: null, reference: 'own3', exercise: 'known', shuffleSeed: null, speedTest: false, json: true }, () => undefined);

async function failed(command: () => unknown): Promise<ReturnType<typeof failureOf>> {
  try {
    await command();
  } catch (error) {
    return failureOf(error);
  }
  throw new Error('it did not fail');
}

describe('what a command ends with', () => {
  it.each<[string, () => unknown, string]>([
    ['no folder', bench(at('nowhere'), 'pted'), `${at('nowhere')}: there is no such folder`],
    ['a file for a folder', bench(at('file.txt'), 'generic'), `${at('file.txt')}: there is no such folder`],
    ['a folder of nothing', bench(at('empty'), 'squat-kr'), `${at('empty')}: no class0 to class4 with subjectN_setM_windowK.csv in it`],
    ['a folder for a file', bench(at('meta'), 'generic'), `${at('meta', 'meta.json')}: it is a folder`],
    ['a row that is too short', () => loadRecording(at('short')), `${at('short', 'samples.csv')}: line 3 has 3 cells, the header 7`],
    ['a file that is missing', () => measureTraces(at('empty')), `${at('empty', 'participants.csv')}: there is no such file`],
    ['what is no number', () => measureTraces(folder), `${at('participants.csv')}: line 2, column "ageYears": "forty"`],
    ['no recording', () => loadRecording(at('file.txt')), `${at('file.txt')}: not a recording of a known layout (pted, squat-kr, cmu, yoyo, fit, generic)`],
  ])('%s: one line and 2', async (_, command, said) => {
    expect(await failed(command)).toEqual({ said, exitCode: 2 });
  });

  it('is 1 and where, if it was our own doing', () => {
    const { said, exitCode } = failureOf(new TypeError('no function'));
    expect(exitCode).toBe(1);
    expect(said).toMatch(/^TypeError: no function\n +at /);
  });
});
