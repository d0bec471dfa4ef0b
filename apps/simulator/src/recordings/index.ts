import { RecordingError, type Recording, type RecordingLoader } from './recording.js';
import { pted } from './loaders/pted.js';

const loaders: RecordingLoader[] = [pted];

/** The recording at that path, by whichever loader knows the layout. */
export async function loadRecording(path: string): Promise<Recording> {
  const loader = loaders.find((each) => each.claims(path));
  if (loader === undefined) throw new RecordingError(`${path}: not a recording of a known layout (${loaders.map((each) => each.name).join(', ')})`);
  return loader.load(path);
}
