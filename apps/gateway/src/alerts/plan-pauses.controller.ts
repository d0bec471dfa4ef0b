import { PlanPause, ReviewRequest } from '#libs/contracts';
import { PlanPauseRepository } from '#libs/data';
import { Clock, Policy } from '#libs/platform';
import { Body, Controller, Get, HttpCode, NotFoundException, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Polled } from '../audit/reads.js';
import { IdParam } from '../id-param.js';
import { ReturnsMany } from '../returns.js';

/** Plans that wait after something critical. */
@Controller('api/plan-pauses')
@ApiBearerAuth()
export class PlanPausesController {
  constructor(private readonly pauses: PlanPauseRepository, private readonly clock: Clock) {}

  @Get()
  @Polled()
  @Policy('practitioner')
  @ReturnsMany(PlanPause)
  waiting(@CurrentActor() actor: Actor): Promise<PlanPause[]> {
    return this.pauses.waiting(actor.id);
  }

  /** "I have looked, exercise may go on." Once, by name. */
  @Post(':pauseId/review')
  @HttpCode(204)
  @Policy('practitioner')
  async review(@CurrentActor() actor: Actor, @IdParam('pauseId') pauseId: string, @Body({ schema: ReviewRequest }) { note }: ReviewRequest): Promise<void> {
    const isReviewed = await this.pauses.review({ practitionerId: actor.id, pauseId, note, now: new Date(this.clock.now()) });
    if (!isReviewed) throw new NotFoundException('no such pause, or it has been reviewed');
  }
}
