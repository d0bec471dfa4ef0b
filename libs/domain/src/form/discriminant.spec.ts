import { describe, expect, it } from '@jest/globals';
import { discriminate, type DiscriminantModel } from './discriminant.js';

/** Two classes in a plane; the second value varies twice as much as the first: its variance is 4. */
const model: DiscriminantModel = {
  values: ['a', 'b'], classes: [{ type: 'left', mean: [0, 0] }, { type: 'right', mean: [4, 0] }], precision: [[1, 0], [0, 0.25]], offsets: { shifted: [10, 0] },
};

describe('linear discriminant', () => {
  it('gives half the squared Mahalanobis distance, with the sign of a likelihood', () => {
    expect(discriminate(model, [1, 2], '')).toEqual({ logLikelihoods: [-1, -5], distance: 2 });
  });

  it('moves with the offset of a named exercise', () => {
    expect(discriminate(model, [11, 2], 'shifted')).toEqual(discriminate(model, [1, 2], 'another'));
  });

  it('makes no number of none', () => {
    expect(discriminate(model, [Number.NaN, 0], '').distance).toBeNaN();
  });
});
