import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { trainers } from '../../apps/simulator/src/train/index.js';
import { cardFile, modelFile, modelText } from '../../apps/simulator/src/train/trainer.js';
import { haveRecordings, recordingsFolder } from './recorded.js';

const root = resolve(import.meta.dirname, '../..');

(haveRecordings ? describe : describe.skip)('trained models (need ../shared/recordings)', () => {
  it.each(trainers)('$name is what npm run train:form makes', async (trainer) => {
    const { model, card } = await trainer.train(recordingsFolder);
    expect(readFileSync(join(root, modelFile(trainer.name)), 'utf8')).toBe(modelText(trainer, model));
    expect(readFileSync(join(root, cardFile(trainer.name)), 'utf8')).toBe(card);
  });
});
