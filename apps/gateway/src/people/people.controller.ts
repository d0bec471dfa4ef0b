import { CareTeam, CareTeamJoin, StaffMember } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { ReturnsMany, ReturnsNothing } from '../returns.js';
import { PeopleService } from './people.service.js';

/** What a clinic's admin does with people. No reading of a patient is here. */
@Controller('api')
@ApiBearerAuth()
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Get('staff')
  @Policy('clinic-admin')
  @ReturnsMany(StaffMember)
  staff(@CurrentActor() actor: Actor): Promise<StaffMember[]> {
    return this.people.staff(actor);
  }

  @Get('care-teams')
  @Policy('clinic-admin')
  @ReturnsMany(CareTeam)
  careTeams(@CurrentActor() actor: Actor): Promise<CareTeam[]> {
    return this.people.careTeams(actor);
  }

  @Post('care-teams/:patientId/members')
  @Policy('clinic-admin')
  @ReturnsNothing()
  join(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: CareTeamJoin }) body: CareTeamJoin): Promise<void> {
    return this.people.join(actor, patientId, body);
  }

  /** Within two seconds they hear and see nothing more of this patient. */
  @Delete('care-teams/:patientId/members/:practitionerId')
  @Policy('clinic-admin')
  @ReturnsNothing()
  leave(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @IdParam('practitionerId') practitionerId: string): Promise<void> {
    return this.people.leave(actor, patientId, practitionerId);
  }

  @Post('accounts/:accountId/closure')
  @Policy('clinic-admin')
  @StepUp()
  @ReturnsNothing()
  close(@CurrentActor() actor: Actor, @IdParam('accountId') accountId: string): Promise<void> {
    return this.people.closeAccount(actor, accountId);
  }

  @Delete('accounts/:accountId/closure')
  @Policy('clinic-admin')
  @StepUp()
  @ReturnsNothing()
  reopen(@CurrentActor() actor: Actor, @IdParam('accountId') accountId: string): Promise<void> {
    return this.people.reopenAccount(actor, accountId);
  }
}
