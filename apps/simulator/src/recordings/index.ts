import { RecordingError, type Recording, type RecordingLoader } from './recording.js';
import { cmu } from './loaders/cmu.js';
import { fit } from './loaders/fit.js';
import { generic } from './loaders/generic.js';
import { pted } from './loaders/pted.js';
import { squatKr } from './loaders/squat-kr.js';
import { yoyo } from './loaders/yoyo.js';

const loaders: RecordingLoader[] = [pted, squatKr, cmu, yoyo, fit, generic];

/** The recording at that path, by whichever loader knows the layout. */
export async function loadRecording(path: string): Promise<Recording> {
  const loader = loaders.find((each) => each.claims(path));
  if (loader === undefined) throw new RecordingError(`${path}: not a recording of a known layout (${loaders.map((each) => each.name).join(', ')})`);
  return loader.load(path);
}
