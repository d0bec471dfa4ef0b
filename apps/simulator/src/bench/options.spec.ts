import { describe, expect, it } from '@jest/globals';
import { readBenchOptions } from './options.js';

const given = (text: string) => readBenchOptions(text.split(' '));

describe('readBenchOptions', () => {
  it('reads what it is given', () => {
    expect(given('--data somewhere/pted --dataset pted --subjects s1,s2,s1 --reference one --exercise unknown --shuffle-blocks 7 --speed-test --json')).toMatchObject({
      data: 'somewhere/pted', dataset: 'pted', subjects: ['s1', 's2'], reference: 'one', exercise: 'unknown', shuffleSeed: 7, speedTest: true, json: true,
    });
    expect(given('--data d --dataset cmu')).toMatchObject({ subjects: null, reference: 'own3', exercise: 'known', shuffleSeed: null, speedTest: false, json: false });
  });

  it.each([
    ['--dataset pted', /--data is missing/],
    ['--data d', /--dataset is pted or squat-kr or cmu or generic.*not ""/],
    ['--data d --dataset ptd', /not "ptd"/],
    ['--data d --dataset pted --subjects s1,,s2', /not "s1,,s2"/],
    ['--data d --dataset pted --reference five', /--reference is own3 or one or none, not "five"/],
    ['--data d --dataset pted --shuffle-blocks -1', /--shuffle-blocks/],
    ['--data d --dataset pted --shuffle-blocks 1.5', /--shuffle-blocks is a whole number, not "1.5"/],
    ['--data d --dataset cmu --shuffle-blocks 1', /a recording of cmu is one block/],
    ['--data d --dataset pted --exercise both', /--exercise is known or unknown, not "both"/],
    ['--data d --dataset cmu --exercise unknown', /one knee in one movement/],
    ['--data d --dataset pted --fast', /--fast/],
  ])('refuses "%s" by name', (text, message) => expect(() => given(text)).toThrow(message));
});
