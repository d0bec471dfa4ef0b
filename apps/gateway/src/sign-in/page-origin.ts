import { BadRequestException, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Our own page's, which the guard against foreign pages has let through; WebAuthn binds a passkey to it, and a provider sends the browser back to it. */
export interface PageOrigin {
  origin: string;
  host: string;
}

/** The page that asks. Browsers always say which one when something is posted. */
export const FromPage = createParamDecorator((_data: unknown, context: ExecutionContext): PageOrigin => {
  const { origin } = context.switchToHttp().getRequest<Request>().headers;
  if (origin === undefined || !URL.canParse(origin)) throw new BadRequestException('origin: this is for pages in a browser');
  return { origin, host: new URL(origin).hostname };
});
