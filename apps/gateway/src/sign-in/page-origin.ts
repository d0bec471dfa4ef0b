import { BadRequestException, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { PageOrigin } from './passkeys.service.js';

/** The page that asks. Browsers always say which one when something is posted. */
export const FromPage = createParamDecorator((_data: unknown, context: ExecutionContext): PageOrigin => {
  const { origin } = context.switchToHttp().getRequest<Request>().headers;
  if (origin === undefined || !URL.canParse(origin)) throw new BadRequestException('origin: passkeys are for pages in a browser');
  return { origin, host: new URL(origin).hostname };
});
