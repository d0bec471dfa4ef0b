import { Health, Metrics, Policy } from '#libs/platform';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';

/** For whoever runs it: liveness, readiness, Prometheus. */
@Controller()
@ApiExcludeController()
export class OperationsController {
  constructor(private readonly health: Health, private readonly metrics: Metrics) {}

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
}
