import { LimitsWhatIf, OwnRuleActivation, WhatIfView } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Polled } from '../audit/reads.js';
import { IdParam } from '../id-param.js';
import { Returns } from '../returns.js';
import { WhatIfsService } from './what-ifs.service.js';

/** What a change would have told in the sessions of the last 30 days; a worker finds it out, apart from what is live. */
@Controller('api')
@ApiBearerAuth()
export class WhatIfsController {
  constructor(private readonly whatIfs: WhatIfsService) {}

  /** Of a version of a rule of their own. */
  @Post('own-rules/:ruleId/what-ifs')
  @Policy('practitioner')
  @Returns(WhatIfView, 201)
  ofRule(@CurrentActor() actor: Actor, @IdParam('ruleId') ruleId: string, @Body({ schema: OwnRuleActivation }) { version }: OwnRuleActivation): Promise<WhatIfView> {
    return this.whatIfs.ask(actor, { ruleId, version });
  }

  /** Of other limits of the built-in rules, in this prescription's sessions. Nothing is set. */
  @Post('prescriptions/:prescriptionId/what-ifs')
  @Policy('practitioner')
  @Returns(WhatIfView, 201)
  ofLimits(@CurrentActor() actor: Actor, @IdParam('prescriptionId') prescriptionId: string, @Body({ schema: LimitsWhatIf }) limits: LimitsWhatIf): Promise<WhatIfView> {
    return this.whatIfs.ask(actor, { prescriptionId, limits });
  }

  @Get('what-ifs/:whatIfId')
  @Polled()
  @Policy('practitioner')
  @Returns(WhatIfView)
  find(@CurrentActor() actor: Actor, @IdParam('whatIfId') whatIfId: string): Promise<WhatIfView> {
    return this.whatIfs.find(actor, whatIfId);
  }
}
