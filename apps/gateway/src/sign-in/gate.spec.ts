import { describe, expect, it } from '@jest/globals';
import { Gate, GateFull } from './gate.js';

/** Work that ends when it is told to. */
function piece(): { work: () => Promise<string>; finish: () => void; began: () => boolean } {
  let finish = (): void => undefined;
  let began = false;
  const done = new Promise<string>((resolve) => (finish = () => resolve('done')));
  return { work: () => ((began = true), done), finish: () => finish(), began: () => began };
}

describe('the gate', () => {
  it('lets two in, has the third wait for its turn and turns the fourth away', async () => {
    const gate = new Gate({ atOnce: 2, waiting: 1 });
    const [first, second, third, fourth] = [piece(), piece(), piece(), piece()];
    const passing = [first, second, third].map(({ work }) => gate.pass(work));
    await expect(gate.pass(fourth.work)).rejects.toBeInstanceOf(GateFull);
    expect([first, second, third, fourth].map(({ began }) => began())).toEqual([true, true, false, false]);
    second.finish();
    await passing[1];
    await Promise.resolve();
    expect(third.began()).toBe(true);
    first.finish();
    third.finish();
    expect(await Promise.all(passing)).toEqual(['done', 'done', 'done']);
  });

  it('is open again after work that failed', async () => {
    const gate = new Gate({ atOnce: 1, waiting: 0 });
    await expect(gate.pass(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await gate.pass(() => Promise.resolve('fine'))).toBe('fine');
  });
});
