import { HttpException, HttpStatus } from '@nestjs/common';
import { GateFull } from './gate.js';

export function tooMany(message: string): HttpException {
  return new HttpException(message, HttpStatus.TOO_MANY_REQUESTS);
}

/** What is told when a password could not even be looked at. */
export function toRefusal(error: unknown): never {
  throw error instanceof GateFull ? tooMany('too many sign in just now; try again in a moment') : error;
}
