import { describe, expect, it } from '@jest/globals';
import { figuresOfAll, withFigures } from './clinical-page.js';
import type { BenchResult } from './run-bench.js';
import { countPair, figuresOf, startTally } from './tally.js';

describe('withFigures', () => {
  it('puts figures between their marks and leaves the rest alone', () => {
    const first = withFigures('# Page\n\nabove\n', 'old');
    expect(first).toBe('# Page\n\nabove\n\n<!-- bench:form begin -->\n\nold\n<!-- bench:form end -->\n');
    const second = withFigures(`${first}\nbelow\n`, 'new');
    expect(second).toBe('# Page\n\nabove\n\n<!-- bench:form begin -->\n\nnew\n<!-- bench:form end -->\n\nbelow\n');
  });

  it('keeps the figures of each bench apart', () => {
    const both = withFigures(withFigures('# Page\n', 'form'), 'alerts', 'alerts');
    expect(withFigures(both, 'new', 'alerts')).toBe('# Page\n\n<!-- bench:form begin -->\n\nform\n<!-- bench:form end -->\n\n<!-- bench:alerts begin -->\n\nnew\n<!-- bench:alerts end -->\n');
  });

  it('refuses a page with half of its marks', () => {
    expect(() => withFigures('<!-- bench:form end -->', 'new')).toThrow(/without its other mark/);
    expect(() => withFigures('<!-- bench:form begin -->', 'new')).toThrow(/without its other mark/);
  });
});

describe('figuresOfAll', () => {
  it('has a row for each person, says who they are, and prints the published figures', () => {
    const tally = { ...startTally(), found: 1, typedRight: 1, correctFound: 1 };
    countPair(tally, 'correct', 'correct');
    countPair(tally, 'too-fast', 'missed');
    const figures = figuresOf(tally, false);
    const result: BenchResult = {
      dataset: 'pted', people: '', reference: 'one', exercise: 'known', shuffleSeed: 3, notes: [], withoutReference: [], scorer: 'tendon-form 9', machine: 'a machine',
      subjects: { s1: figures }, exercises: { e1: figures }, total: figures, samplesPerSecond: 1,
    };
    const text = figuresOfAll([result], '2026-11-28');
    expect(text).toContain('Healthy volunteers who acted the faults');
    expect(text).toContain('| s1 | one | known | shuffled, seed 3 | 2 | 1 (50.0 %) | 0 | 0.667 | 50.0 % | 0.0 % | -, - |');
    expect(text).toContain('8.6 % missed, 74 false alarms in 1200, 80.6 % typed right');
    expect(text).not.toContain('optical');
  });

  it('sets the range by sensors alone beside that of a knee that was measured once', () => {
    const [measured, none] = [figuresOf({ ...startTally(), rangeErrorsDeg: [-11, -9], rangesWithin: 1, measuredRangeErrorsDeg: [2] }, false), figuresOf({ ...startTally(), rangeErrorsDeg: [5], rangesWithin: 1 }, false)];
    const result: BenchResult = {
      dataset: 'cmu', people: '', reference: 'own3', exercise: 'known', shuffleSeed: null, notes: [], withoutReference: [], scorer: 'tendon-form 9', machine: 'a machine',
      subjects: {}, exercises: { SqDL: measured, Walk: none }, total: measured, samplesPerSecond: 1,
    };
    const text = figuresOfAll([result], '2026-11-28');
    expect(text).toContain('| SqDL | 10.0 deg | -10.0 deg | 2 | 50.0 % | 2.0 deg | 2.0 deg | 1 |');
    expect(text).toContain('| Walk | 5.0 deg | 5.0 deg | 1 | 100.0 % | - | - | 0 |');
  });
});
