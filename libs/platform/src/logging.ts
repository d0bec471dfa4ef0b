import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug';

/**
 * Structured logs on standard error: ids, counts and reasons. No name, no reading and no token is ever passed to it;
 * what might slip through in an object is cut out by its key.
 */
export class JsonLogger implements LoggerService {
  private readonly logger: Logger;

  constructor(level: Level, process: string) {
    const redact = ['password', 'token', 'secret', 'authorization', 'displayName', 'payload', '*.password', '*.token', '*.secret', '*.displayName', '*.payload'];
    this.logger = pino({ level, base: { process }, redact, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes the context last, and a stack before it. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const fields = typeof message === 'object' && message !== null ? message : { msg: String(message) };
    this.logger[level]({ context, ...(rest.length > 1 ? { stack: rest[0] } : {}), ...fields });
  }
}
