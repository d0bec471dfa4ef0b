export * from './jobs.js';
export * from './device.js';
export type * from './live.js';
export * from './http/sign-in.js';
export * from './http/patient.js';
export * from './http/prescription.js';
export * from './http/session.js';
export * from './http/alert.js';
