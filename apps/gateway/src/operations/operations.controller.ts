import { Health, Metrics, Policy } from '#libs/platform';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'express';
import { HttpDescription } from '../openapi.js';

/** For whoever runs it or writes against it: liveness, readiness, Prometheus, OpenAPI. No health data in any of it. */
@Controller()
@ApiExcludeController()
export class OperationsController {
  constructor(private readonly health: Health, private readonly metrics: Metrics, private readonly description: HttpDescription) {}

  @Get('health/live')
  @Policy('public')
  live(): { live: true } {
    return { live: true };
  }

  @Get('health/ready')
  @Policy('public')
  async ready(@Res() response: Response): Promise<void> {
    const state = await this.health.ready();
    response.status(state.ready ? 200 : 503).json(state);
  }

  @Get('metrics')
  @Policy('public')
  async scrape(@Res() response: Response): Promise<void> {
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }

  @Get('api/openapi.json')
  @Policy('public')
  openapi(): OpenAPIObject {
    return this.description.read();
  }
}
