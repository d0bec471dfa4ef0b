import type { Instruction } from '#libs/domain';
import { z } from 'zod';

export const SessionPurpose = z.enum(['exercise', 'calibration', 'guided-calibration']);
export type SessionPurpose = z.infer<typeof SessionPurpose>;

/** Control messages between a device and ingest; JSON on `up/q` and `down/ctl`, see docs/packet.md. */
export const DeviceRequest = z.strictObject({
  open: z.strictObject({
    /** The device's own name for this request: asking twice opens one stream. */
    nonce: z.uuid(),
    /** The device's monotonic clock now, us: fixes the offset to session time. */
    deviceTimeUs: z.number().nonnegative().max(Number.MAX_SAFE_INTEGER),
    /** What it is to be; the answer says what it is: exercise becomes a guided calibration when a therapist has asked for one. */
    purpose: SessionPurpose,
    prescriptionId: z.uuid(),
    /** Continue a session after a restart of the device: a new epoch of the same session. */
    sessionId: z.uuid().optional(),
  }),
});
export type DeviceRequest = z.infer<typeof DeviceRequest>;

/** JSON on `up/shown`: the instruction of that id is on the device's screen now, drawn and not only received. */
export const InstructionShown = z.strictObject({ shown: z.uuid() });
export type InstructionShown = z.infer<typeof InstructionShown>;

/** One short sentence to the patient, at session time `tMs`; `code` null: praise. */
export interface PatientCue {
  sessionId: string;
  code: string | null;
  words: string;
  tMs: number;
}

/**
 * `rotate`: make yourself a new credential, by HTTP. `instruct`: what the patient is to be told now, or null when that is over; it is
 * told again while it stands, and one that is not has lapsed. `shownRefused`: what the device said it has shown does not count. `cue`: a word on form, once; the same `tMs` again is the same cue.
 */
export type DeviceAnswer =
  | { rotate: Record<string, never> }
  | { instruct: (Instruction & { id: string; sessionId: string }) | null }
  | { shownRefused: { instructionId: string | null; reason: 'not-understood' | 'unknown-instruction' | 'over' } }
  | { cue: PatientCue }
  | { opened: { nonce: string; epoch: string; sessionId: string; purpose: SessionPurpose; startedAt: string } }
  | { refused: { nonce: string; reason: string } };
