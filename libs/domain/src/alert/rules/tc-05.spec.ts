import { describe, expect, it } from '@jest/globals';
import { found, watched } from '../../../../../tests/support/rules.js';

const lag = (seconds: number, lagMs: number, fromS = 0) => watched(seconds, () => ({ lagMs }), fromS);

describe('TC-05: what is shown is old (clinical E2)', () => {
  it('is raised when packets have waited for more than 5 s for 10 s', () => {
    expect(found(lag(100, 5000))).toEqual([]);
    expect(found(lag(10, 5001))).toEqual([]);
    expect(found(lag(11, 5001))).toEqual(['TC-05 raised low @10']);
  });

  it('becomes medium beyond 15 s', () => {
    expect(found([...lag(11, 6000), ...lag(5, 15_000, 11)])).toHaveLength(1);
    expect(found([...lag(11, 6000), ...lag(5, 15_001, 11)])).toEqual(['TC-05 raised low @10', 'TC-05 updated medium @11']);
  });

  it('clears below 3 s at once, and not between', () => {
    expect(found([...lag(11, 6000), ...lag(50, 3000, 11)])).toHaveLength(1);
    expect(found([...lag(11, 6000), ...lag(1, 2999, 11)])[1]).toBe('TC-05 cleared low @11');
  });
});
