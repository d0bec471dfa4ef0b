import type { Exercise, Reference, Span } from '#libs/domain';
import type { ImuSignal } from '../recordings/recording.js';
import type { Truth } from './shuffle-blocks.js';

/** One recording to be scored: what is streamed, what is true of it, and what is known of the person. */
export interface BenchCase {
  subject: string;
  /** The exercise as its set names it. */
  exerciseName: string;
  /** Where a person has several of one exercise: which one. */
  session?: string;
  exercise: Exercise;
  signals: ImuSignal[];
  truth: Truth[];
  /** Repetitions of the stream that the reference is made of: neither to be found nor false alarms. */
  taught: Span[];
  reference: Reference | null;
  /** When the exercise is not told: the references of all the person's exercises, by the set's names; `reference` is null then. */
  alternatives?: { exerciseId: string; reference: Reference }[];
  /** What must be said of this recording. */
  note?: string;
  /** Optical range of motion of the joint that carries the angle, deg. */
  opticalRangeDeg?: number;
}

/** How the recordings of one set become cases. One file each in `datasets/`, one line in `datasets/index.ts`. */
export interface Dataset {
  /** Said with every figure: who was recorded. */
  people: string;
  /** What is told of a repetition, in the set's own names of types. */
  typeNames: Record<string, string>;
  /** Its types are classes whose rightly named share is a figure of its own. */
  classes: boolean;
  /** Sorted. Throws a `RecordingError` when the folder is not one of the set. */
  subjectsIn(folder: string): string[];
  /** The cases of one subject; throws a `RecordingError` that names what is missing. */
  casesOf(folder: string, subject: string, options: CaseOptions): Promise<BenchCase[]>;
}

export interface CaseOptions {
  reference: 'own3' | 'one' | 'none';
}
