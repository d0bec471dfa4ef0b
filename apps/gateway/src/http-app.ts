import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assertEveryRouteHasPolicy } from '#libs/platform';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';

/** Everything of an HTTP application that is not a route: headers, limits, the built console, the socket, the check of policies. */
export function prepareHttp(app: NestExpressApplication, consoleFolder: string): void {
  app.disable('x-powered-by');
  app.useBodyParser('json', { limit: '256kb' });
  app.use(helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'self'"], styleSrc: ["'self'"], connectSrc: ["'self'", 'ws:', 'wss:'], imgSrc: ["'self'", 'data:'], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"], objectSrc: ["'none'"] } },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  }));
  app.use('/api', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  serveConsole(app, consoleFolder);
  app.useWebSocketAdapter(new IoAdapter(app));
  assertEveryRouteHasPolicy(app);
}

const pages = /^\/(?!api\/|health\/|metrics$|live\/|mqtt$|assets\/)/;

function serveConsole(app: NestExpressApplication, folder: string): void {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(folder, { index: false }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' || !pages.test(request.path)) return next();
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(index);
  });
}
