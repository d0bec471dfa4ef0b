/**
 * What somebody who signs in may be. `therapist`: sees the patients in whose care team they are. `clinic-admin`: looks after
 * people, care teams and devices of a clinic, and sees no readings. `auditor`: reads who saw and changed what. `patient`: their
 * own record. One person may be several, as the owner of a small practice is; a patient is nothing else.
 */
export type Role = 'patient' | 'therapist' | 'clinic-admin' | 'auditor';
