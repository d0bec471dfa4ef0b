import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The HTTP interface as it is declared. Works in Nest's preview mode too, in which nothing is constructed. */
export function describeHttp(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Tendon')
    .setDescription('Facts and acts by HTTP; what happens now comes by socket.io on /live (docs/api/access.md).')
    .setVersion('1')
    .addBearerAuth()
    .addBasicAuth()
    .build();
  return SwaggerModule.createDocument(app, settings, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}` });
}

/** For the route that serves it; made when it is first asked for. */
@Injectable()
export class HttpDescription {
  private app: INestApplication | null = null;
  private document: OpenAPIObject | null = null;

  attach(app: INestApplication): void {
    this.app = app;
  }

  read(): OpenAPIObject {
    if (this.app === null) throw new Error('no application attached');
    return (this.document ??= describeHttp(this.app));
  }
}
