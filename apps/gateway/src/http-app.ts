import { Clock, Config, assertEveryRouteHasPolicy } from '#libs/platform';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { serveConsole } from './console-files.js';
import { isOwnOrigin } from './live/origin.js';
import { HttpDescription } from './openapi.js';
import { limitAddresses } from './request-limits.js';

const bodyLimit = '256kb';
const yearS = 31_536_000;
/** Attack: a request that is sent a byte at a time, of which a thousand cost their sender nothing. */
const headersWithinMs = 10_000;
const requestWithinMs = 30_000;
const openConnections = 5000;

/** No script, style or connection but our own. React and uPlot set styles by CSSOM, which needs no 'unsafe-inline'. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    // Markup is made by React alone, never from a string: whoever assigns one to innerHTML fails (https://www.w3.org/TR/trusted-types/).
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ['tendon'],
  },
};

/** Everything of an HTTP application that is not a route: headers, limits, the built console, the socket, the check of policies. */
export function prepareHttp(app: NestExpressApplication, consoleFolder: string): void {
  app.disable('x-powered-by');
  const config = app.get(Config);
  if (config.proxies.length > 0) app.set('trust proxy', config.proxies);
  const server = app.getHttpServer();
  Object.assign(server, { headersTimeout: headersWithinMs, requestTimeout: requestWithinMs, maxConnections: openConnections });
  app.use(limitAddresses(config, app.get(Clock)));
  app.useBodyParser('json', { limit: bodyLimit });
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity: { maxAge: yearS, includeSubDomains: true }, referrerPolicy: { policy: 'no-referrer' } }));
  app.use(['/api', '/health', '/metrics'], keepNothing);
  app.use('/api', refuseForeignPages(config.http.origins));
  serveConsole(app, consoleFolder);
  app.useWebSocketAdapter(new IoAdapter(app));
  app.get(HttpDescription, { strict: false }).attach(app);
  assertEveryRouteHasPolicy(app);
}

function keepNothing(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store');
  next();
}

/** The refresh cookie is the browser's to send: no page but ours may have it sent (OWASP ASVS 5.0, 3.5.1). Browsers say which page asks. */
function refuseForeignPages(allowed: string[]) {
  return ({ method, headers }: Request, response: Response, next: NextFunction): void => {
    if (method === 'GET' || method === 'HEAD' || isOwnOrigin(headers, allowed)) return next();
    response.status(403).json({ code: 'forbidden', message: 'from a page that is not ours' });
  };
}
