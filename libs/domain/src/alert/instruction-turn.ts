import type { Instruction } from './instruction.js';

/** What a patient was told last, while it stands. */
export interface StandingInstruction extends Pick<Instruction, 'act' | 'words'> {
  alertId: string;
  /** Epoch ms. */
  toldAtMs: number;
  /** A device has said that it is on its screen. */
  isShown: boolean;
  /** The therapist knows that none has. */
  isUnconfirmed: boolean;
}

export type WantedInstruction = Pick<StandingInstruction, 'act' | 'words' | 'alertId'>;

/** What is to be written down now. */
export interface InstructionTurn {
  ends: boolean;
  begins: boolean;
  becomesUnconfirmed: boolean;
}

/**
 * Of one session: other words, or the same because of another alert, are another instruction, which the patient may not have seen.
 * `unconfirmedAfterMs`: so long a device may take before its silence is told.
 */
export function turnInstruction({ standing, wanted }: { standing: StandingInstruction | null; wanted: WantedInstruction | null }, { nowMs, unconfirmedAfterMs }: { nowMs: number; unconfirmedAfterMs: number }): InstructionTurn {
  const isSame = standing !== null && wanted !== null && standing.alertId === wanted.alertId && standing.act === wanted.act && standing.words === wanted.words;
  const isSilent = isSame && !standing.isShown && !standing.isUnconfirmed && nowMs - standing.toldAtMs >= unconfirmedAfterMs;
  return { ends: standing !== null && !isSame, begins: wanted !== null && !isSame, becomesUnconfirmed: isSilent };
}
