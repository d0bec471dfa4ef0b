import { OwnRuleActivation, OwnRuleView, OwnRuleWrite } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany } from '../returns.js';
import { OwnRulesService } from './own-rules.service.js';

/** Alert rules of the therapist's own, for one patient. */
@Controller('api')
@ApiBearerAuth()
export class OwnRulesController {
  constructor(private readonly rules: OwnRulesService) {}

  @Get('patients/:patientId/own-rules')
  @Policy('practitioner')
  @ReturnsMany(OwnRuleView)
  list(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<OwnRuleView[]> {
    return this.rules.list(actor, patientId);
  }

  /** Switched off until somebody has asked what if. */
  @Post('patients/:patientId/own-rules')
  @Policy('practitioner')
  @Returns(OwnRuleView, 201)
  create(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: OwnRuleWrite }) body: OwnRuleWrite): Promise<OwnRuleView> {
    return this.rules.create(actor, patientId, body);
  }

  /** Another version; the one that is on stays on until this one is switched on. */
  @Put('own-rules/:ruleId')
  @Policy('practitioner')
  @Returns(OwnRuleView)
  rewrite(@CurrentActor() actor: Actor, @IdParam('ruleId') ruleId: string, @Body({ schema: OwnRuleWrite }) body: OwnRuleWrite): Promise<OwnRuleView> {
    return this.rules.rewrite(actor, ruleId, body);
  }

  @Delete('own-rules/:ruleId')
  @HttpCode(204)
  @Policy('practitioner')
  remove(@CurrentActor() actor: Actor, @IdParam('ruleId') ruleId: string): Promise<void> {
    return this.rules.switchOff(actor, ruleId, { isRemoved: true });
  }

  /** For sessions that begin from now on; 409 unless a what-if of that version is done. */
  @Post('own-rules/:ruleId/activation')
  @HttpCode(204)
  @Policy('practitioner')
  activate(@CurrentActor() actor: Actor, @IdParam('ruleId') ruleId: string, @Body({ schema: OwnRuleActivation }) { version }: OwnRuleActivation): Promise<void> {
    return this.rules.switchOn(actor, ruleId, version);
  }

  @Delete('own-rules/:ruleId/activation')
  @HttpCode(204)
  @Policy('practitioner')
  deactivate(@CurrentActor() actor: Actor, @IdParam('ruleId') ruleId: string): Promise<void> {
    return this.rules.switchOff(actor, ruleId, { isRemoved: false });
  }
}
