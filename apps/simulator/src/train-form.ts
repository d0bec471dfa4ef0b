import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endWith } from './command-failure.js';
import { trainers } from './train/index.js';
import { cardFile, modelFile, modelText } from './train/trainer.js';

/** `npm run train:form`: every trained model of the scorer, from the recordings in TENDON_RECORDINGS, written into the source tree. */
const recordings = process.env['TENDON_RECORDINGS'] ?? resolve('../shared/recordings');
try {
  for (const trainer of trainers) {
    const { model, card } = await trainer.train(recordings);
    writeFileSync(join(process.cwd(), modelFile(trainer.name)), modelText(trainer, model));
    writeFileSync(join(process.cwd(), cardFile(trainer.name)), card);
    process.stdout.write(`${trainer.name}: ${modelFile(trainer.name)}\n`);
  }
} catch (error) {
  endWith(error);
}
