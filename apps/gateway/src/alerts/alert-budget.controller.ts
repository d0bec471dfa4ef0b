import { AlertBudget, AlertBudgetChange, VerdictRequest } from '#libs/contracts';
import { AlertVerdictRepository, OwnRuleRepository } from '#libs/data';
import { precisionOf } from '#libs/domain';
import { Clock, Policy } from '#libs/platform';
import { Body, Controller, Get, HttpCode, NotFoundException, Post, Put } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsNothing } from '../returns.js';

const days = 30;
const dayMs = 86_400_000;

/** Whether alerts are of use, and how many there are. */
@Controller('api')
@ApiBearerAuth()
export class AlertBudgetController {
  constructor(private readonly verdicts: AlertVerdictRepository, private readonly ownRules: OwnRuleRepository, private readonly clock: Clock) {}

  /** One tap on an alert that is over. It tunes nothing by itself. */
  @Post('alerts/:alertId/verdict')
  @HttpCode(204)
  @Policy('practitioner')
  async say(@CurrentActor() actor: Actor, @IdParam('alertId') alertId: string, @Body({ schema: VerdictRequest }) { verdict }: VerdictRequest): Promise<void> {
    const isSaid = await this.verdicts.say({ practitionerId: actor.id, alertId, verdict, now: new Date(this.clock.now()) });
    if (!isSaid) throw new NotFoundException('no such alert, or it is not over');
  }

  /** Of the last 30 days: alerts that need a person for each patient and day, and the precision of each rule. */
  @Get('alert-budget')
  @Policy('practitioner')
  @Returns(AlertBudget)
  async budget(@CurrentActor() actor: Actor): Promise<AlertBudget> {
    const nowMs = this.clock.now();
    const { rules, patientDays, budgetPerPatientDay, medianAnswerS } = await this.verdicts.since(actor.id, { since: new Date(nowMs - days * dayMs), now: new Date(nowMs) });
    const names = await this.ownRules.names(actor.id);
    const { rules: judged, ...budget } = precisionOf(rules, { patientDays, budgetPerPatientDay });
    return { days, budgetPerPatientDay, medianAnswerS, ...budget, rules: judged.map((rule) => ({ ...rule, ruleName: names.get(rule.ruleId) ?? null })) };
  }

  /** One's own. */
  @Put('alert-budget')
  @Policy('practitioner')
  @ReturnsNothing()
  async change(@CurrentActor() actor: Actor, @Body({ schema: AlertBudgetChange }) { perPatientDay }: AlertBudgetChange): Promise<void> {
    await this.verdicts.setBudget({ practitionerId: actor.id, perPatientDay, now: new Date(this.clock.now()) });
  }
}
