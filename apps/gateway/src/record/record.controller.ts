import { Consent, ConsentGive, RecordAccess } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Delete, Get, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { ReturnsMany, ReturnsNothing } from '../returns.js';
import { RecordService } from './record.service.js';

/** What a patient does with their own record. */
@Controller('api/record')
@ApiBearerAuth()
export class RecordController {
  constructor(private readonly record: RecordService) {}

  /** Who can see it and who could, and who let themselves in. */
  @Get('access')
  @Policy('patient')
  @ReturnsMany(RecordAccess)
  access(@CurrentActor() actor: Actor): Promise<RecordAccess[]> {
    return this.record.access(actor);
  }

  @Get('consents')
  @Policy('patient')
  @ReturnsMany(Consent)
  consents(@CurrentActor() actor: Actor): Promise<Consent[]> {
    return this.record.consents(actor);
  }

  @Post('consents')
  @Policy('patient')
  @ReturnsNothing()
  consent(@CurrentActor() actor: Actor, @Body({ schema: ConsentGive }) body: ConsentGive): Promise<void> {
    return this.record.consent(actor, body);
  }

  @Delete('consents/:consentId')
  @Policy('patient')
  @ReturnsNothing()
  withdraw(@CurrentActor() actor: Actor, @IdParam('consentId') consentId: string): Promise<void> {
    return this.record.withdraw(actor, consentId);
  }

  /** Everything, raw packets too: a line of JSON for each row. */
  @Get('export')
  @Policy('patient')
  @StepUp()
  @ApiOkResponse({ description: 'newline-delimited JSON: { table, row }, and at the end { end, lines }' })
  export(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    return this.record.export(actor, response);
  }
}
