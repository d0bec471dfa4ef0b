import type { PatientCue } from './device.js';
import type { InboxEntry } from './http/alert.js';
import type { RepetitionView, SessionSummary } from './http/session.js';

/**
 * Everything that goes over the console's socket, named `noun.verb-past`. Facts (session, repetition, alert)
 * are read from PostgreSQL before they are sent and can be fetched again by HTTP; curves (motion, heart rate)
 * are told only, and may be dropped.
 */
export interface ServerToConsole {
  'session.started': (session: SessionSummary) => void;
  /**
   * How its sensors are worn has shown (the step of a guided calibration, its verdict, a sensor that sits otherwise), or a therapist has
   * said what a set was.
   */
  'session.changed': (session: SessionSummary) => void;
  'session.ended': (session: SessionSummary) => void;
  'repetition.scored': (repetition: RepetitionView) => void;
  /** After another analysis this repetition is no more. */
  'repetition.withdrawn': (gone: { sessionId: string; number: number }) => void;
  'alert.changed': (entry: InboxEntry) => void;
  'motion.sampled': (curve: MotionCurve) => void;
  'heart-rate.measured': (ticks: HeartRateCurve) => void;
  /** Every 2 s. A console that hears none for 8 s says NOT LIVE. */
  'server.beat': (beat: { now: string }) => void;
}

/** Nothing goes up the socket; acts go by HTTP. */
export type ConsoleToServer = Record<string, never>;

/** Primary angle, deg, on a uniform grid; null where it could not be measured. */
export interface MotionCurve {
  sessionId: string;
  /** Session time of the first value, ms. */
  fromMs: number;
  stepMs: number;
  angleDeg: (number | null)[];
  /** At the last value: share of the repetition that is going on, 0 to 1; absent: none is known to be. */
  progress?: number;
  /** Server's estimate of how old the newest sample is, ms: time since its packet was received. */
  ageMs: number;
}

export interface HeartRateCurve {
  sessionId: string;
  ticks: HeartRateTick[];
  ageMs: number;
}

export interface HeartRateTick {
  tMs: number;
  smoothedBpm: number | null;
  percentMax: number | null;
  intensityClass: 'very-light' | 'light' | 'moderate' | 'vigorous' | 'near-maximal' | 'unknown';
  zone: 'below' | 'in' | 'above' | 'over-ceiling' | 'over-limit' | 'unknown';
  contact: 'none' | 'ok' | 'suspect' | 'lost' | 'recovering';
}

/** What processes tell each other after commit. Hints with ids; only curves carry values, and they are never stored. */
export type LiveHint =
  | { hint: 'session-changed'; sessionId: string; patientId: string; change: 'started' | 'worn' | 'ended' | 'counted' }
  | { hint: 'repetitions-changed'; sessionId: string; patientId: string; numbers: number[]; withdrawn: number[] }
  | { hint: 'inbox-changed'; practitionerIds: string[] }
  | { hint: 'motion-sampled'; patientId: string; curve: MotionCurve }
  | { hint: 'heart-rate-measured'; patientId: string; curve: HeartRateCurve }
  | { hint: 'device-changed'; deviceId: string }
  | { hint: 'rotation-asked'; deviceId: string }
  /** A worker is busy: what comes now waits for the end of such a turn and for the next. */
  | { hint: 'turn-took'; ms: number }
  /** What is open in some session is not what it was: its patient may have to stop. */
  | { hint: 'alerts-changed' }
  | { hint: 'cue-given'; deviceIds: string[]; cue: PatientCue }
  /** Somebody's sign-ins, roles or care teams are not what they were. */
  | { hint: 'access-changed'; accountIds: string[] };
