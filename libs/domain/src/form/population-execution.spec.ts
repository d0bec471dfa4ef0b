import { describe, expect, it } from '@jest/globals';
import { executionFromPopulation, populationValuesOf } from './population-execution.js';
import { populationModel } from './models/population.model.js';

const usual = { widthS: 4.2, heightDeg: 56, levelDeg: 56, peakRatePerS: 1.8, travel: 2.05, farGrowth: -0.04, farSpread: 0.023 };

describe('how a repetition was done, of a stranger', () => {
  it('tells haste', () => {
    expect(executionFromPopulation(usual, 'unknown')).toMatchObject({ type: 'correct', basis: 'population' });
    expect(executionFromPopulation({ ...usual, widthS: 1.4, peakRatePerS: 2.2 }, 'unknown')).toMatchObject({ type: 'too-fast' });
  });

  it('takes a smaller movement for less likely a full one', () => {
    const small = executionFromPopulation({ ...usual, heightDeg: 25, peakRatePerS: 2.2 }, 'unknown');
    expect(small?.type).toBe('low-amplitude');
  });

  it('takes what is like nobody\'s repetition for none', () => {
    expect(executionFromPopulation({ ...usual, heightDeg: 2, widthS: 0.5 }, 'unknown')).toBeNull();
    expect(executionFromPopulation({ ...usual, farSpread: Number.NaN }, 'unknown')).toBeNull();
  });

  it('has a value for each of the model\'s', () => {
    expect(populationValuesOf(usual)).toHaveLength(populationModel.values.length);
    for (const { mean } of populationModel.classes) expect(mean).toHaveLength(populationModel.values.length);
  });
});
