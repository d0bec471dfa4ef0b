import type { AlertView } from '#libs/contracts';

/**
 * Bursts of pulses after IEC 60601-1-8:2006, tables 3 and 4, and the melodies of its annex F (their ideas; no conformity is
 * claimed): high ten pulses, medium three; clinical alerts rise, technical ones fall. What is heard when the line is dead is in none of them.
 */
export interface Burst {
  name: 'clinical-high' | 'clinical-medium' | 'technical-high' | 'technical-medium' | 'not-live';
  pulses: readonly { startS: number; durationS: number; frequencyHz: number }[];
  /** Amplitude of the fundamental and its harmonics. */
  harmonics: readonly number[];
  lengthS: number;
}

const note = { g3: 196, c4: 261.63, e4: 329.63, g4: 392, c5: 523.25 } as const;
type Note = keyof typeof note;

/** Pulse 75 to 200 ms, from one to the next 50 to 125 ms, between the halves 0.35 to 1.3 s. */
const high = { pulseS: 0.15, gapS: 0.1, halfGapS: 0.6 };
/** Pulse and gap 125 to 250 ms. */
const medium = { pulseS: 0.2, gapS: 0.2 };

/** Four harmonics and more are found more easily in a room; odd ones alone sound like a machine. */
const round = [1, 0.5, 0.33, 0.25, 0.2];
const hollow = [1, 0, 0.6, 0, 0.4, 0, 0.3];

export const bursts: Record<Burst['name'], Burst> = {
  'clinical-high': burst('clinical-high', highPulses(['c4', 'e4', 'g4', 'g4', 'c5']), round),
  'clinical-medium': burst('clinical-medium', mediumPulses(['c4', 'e4', 'g4']), round),
  'technical-high': burst('technical-high', highPulses(['c5', 'c4', 'c4', 'c5', 'c4']), hollow),
  'technical-medium': burst('technical-medium', mediumPulses(['c5', 'c4', 'c4']), hollow),
  'not-live': burst('not-live', [{ startS: 0, durationS: 0.6, frequencyHz: note.g4 }, { startS: 0.7, durationS: 0.9, frequencyHz: note.g3 }], hollow),
};

/** null: low and info sound for nobody. */
export function burstOf({ kind, priority }: Pick<AlertView, 'kind' | 'priority'>): Burst | null {
  return priority === 'high' || priority === 'medium' ? bursts[`${kind}-${priority}`] : null;
}

function burst(name: Burst['name'], pulses: Burst['pulses'], harmonics: readonly number[]): Burst {
  return { name, pulses, harmonics, lengthS: Math.max(...pulses.map(({ startS, durationS }) => startS + durationS)) };
}

/** Three pulses, then two, and the same again. */
function highPulses(melody: readonly [Note, Note, Note, Note, Note]): Burst['pulses'] {
  const { pulseS, gapS, halfGapS } = high;
  const half = melody.map((name, i) => ({ startS: i * (pulseS + gapS) + (i > 2 ? pulseS + gapS : 0), durationS: pulseS, frequencyHz: note[name] }));
  const secondS = half[4].startS + pulseS + halfGapS;
  return [...half, ...half.map((pulse) => ({ ...pulse, startS: pulse.startS + secondS }))];
}

function mediumPulses(melody: readonly Note[]): Burst['pulses'] {
  return melody.map((name, i) => ({ startS: i * (medium.pulseS + medium.gapS), durationS: medium.pulseS, frequencyHz: note[name] }));
}
