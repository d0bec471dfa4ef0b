import { describe, expect, it } from '@jest/globals';
import { trainDiscriminant, type Example } from './discriminant.js';

const options = { values: ['x', 'y'], types: ['a', 'b'], offsetPeople: Infinity, betweenPeopleShare: 0, betweenPeople: [0, 0] };
const example = (type: string, values: number[], over: Partial<Example> = {}): Example => ({ person: 'p', exercise: 'e', type, values, ...over });
/** Mean (0, 0) and (6, 0); what is left is a square of side 2, whose variance is 8/7 in each direction. */
const square = [[1, 1], [1, -1], [-1, 1], [-1, -1]];
const examples = square.flatMap(([x, y]) => [example('a', [x, y]), example('b', [x + 6, y])]);

describe('training of a linear discriminant', () => {
  it('finds means and the inverse of the covariance', () => {
    const model = trainDiscriminant(examples, options);
    expect(model.classes).toEqual([{ type: 'a', mean: [0, 0] }, { type: 'b', mean: [6, 0] }]);
    expect(model.precision).toEqual([[0.875, 0], [0, 0.875]]);
  });

  it('adds what lies between people to the variances', () => {
    // 8/7, and its 3 squared times more, make 80/7.
    expect(trainDiscriminant(examples, { ...options, betweenPeopleShare: 3 }).precision).toEqual([[0.0875, 0], [0, 0.0875]]);
    // 8/7, and 2 squared in the first value alone: 36/7.
    expect(trainDiscriminant(examples, { ...options, betweenPeople: [2, 0] }).precision).toEqual([[0.194444, 0], [0, 0.875]]);
  });

  it('counts each person and exercise once, however many repetitions there are', () => {
    const many = Array.from({ length: 8 }, () => example('a', [4, 0], { person: 'q' })).concat(example('b', [10, 0], { person: 'q' }));
    expect(trainDiscriminant([...examples, ...many, example('a', [4, 1])], options).classes[1].mean).toEqual([8, 0]);
  });

  it('believes the more of an exercise\'s own mean, the more people showed it', () => {
    const other = examples.map((each) => ({ ...each, exercise: 'f', values: [each.values[0], each.values[1] + 10] }));
    const both = [...examples, ...other];
    // Half of one person's, two thirds of two people's.
    expect(trainDiscriminant(both, { ...options, offsetPeople: 1 }).offsets).toEqual({ e: [0, -2.5], f: [0, 2.5] });
    const again = both.map((each) => ({ ...each, person: 'q' }));
    expect(trainDiscriminant([...both, ...again], { ...options, offsetPeople: 1 }).offsets).toEqual({ e: [0, -3.33333], f: [0, 3.33333] });
  });

  it('says so when a value says nothing new', () => {
    expect(() => trainDiscriminant(examples.map((each) => ({ ...each, values: [each.values[0], 2 * each.values[0]] })), options)).toThrow(RangeError);
  });
});
