import { describe, expect, it } from '@jest/globals';
import { LookAgain } from './look-again.js';

describe('looking again', () => {
  it('looks once more for all who asked during a look, and never twice at once', async () => {
    let [looks, atOnce, most] = [0, 0, 0];
    const opened: (() => void)[] = [];
    const looking = new LookAgain(async () => {
      looks++;
      most = Math.max(most, ++atOnce);
      await new Promise<void>((resolve) => opened.push(resolve));
      atOnce--;
    }, () => undefined);
    looking.ask();
    looking.ask();
    looking.ask();
    opened[0]();
    while (opened.length < 2) await Promise.resolve();
    opened[1]();
    await looking.done();
    expect([looks, most]).toEqual([2, 1]);
  });

  it('tells of a look that failed, and looks when it is asked again', async () => {
    const failures: unknown[] = [];
    let looks = 0;
    const looking = new LookAgain(() => (++looks === 1 ? Promise.reject(new Error('gone')) : Promise.resolve()), (error) => failures.push(error));
    looking.ask();
    await looking.done();
    looking.ask();
    await looking.done();
    expect(looks).toBe(2);
    expect(failures).toEqual([new Error('gone')]);
  });
});
