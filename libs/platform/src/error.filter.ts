import { Catch, HttpException, HttpStatus, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';

/** Every error in one form: `{ code, message }`, with the path of what was wrong in the request. Never a stack, never a patient. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const status = statusOf(error);
    if (status >= 500) this.logger.error({ msg: 'request failed', error: String(error) });
    if (response.headersSent) return;
    response.status(status).json({ code: ownCodeOf(error) ?? codeOf(status), message: messageOf(error, status) });
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : Number.NaN;
  return status >= 400 && status < 500 ? status : HttpStatus.INTERNAL_SERVER_ERROR;
}

/** A refusal that a program must be able to tell from others of its status. */
function ownCodeOf(error: unknown): string | null {
  const body = error instanceof HttpException ? error.getResponse() : null;
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : null;
}

function codeOf(status: number): string {
  return (HttpStatus[status] ?? 'ERROR').toLowerCase().replaceAll('_', '-');
}

/** Of our own faults nothing is told but what was thought of: what has a code of its own. */
function messageOf(error: unknown, status: number): string {
  if (status >= 500 && ownCodeOf(error) === null) return 'The server could not do this. It is in its log.';
  if (!(error instanceof HttpException)) return codeOf(status);
  const body = error.getResponse();
  if (typeof body === 'string') return body;
  const message = 'message' in body ? body.message : null;
  return Array.isArray(message) ? message.join('; ') : typeof message === 'string' ? message : error.message;
}
