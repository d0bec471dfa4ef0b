import { Consent, ConsentGive, ErasureToCome, RecordAccess, TherapistName } from '#libs/contracts';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Delete, Get, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { ReturnsMany, ReturnsNothing } from '../returns.js';
import { RecordService } from './record.service.js';

const ExportQuery = z.strictObject({ format: z.enum(['ndjson', 'csv']).default('ndjson') });
type ExportQuery = z.infer<typeof ExportQuery>;

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

  /** One, or none: that the record will be erased, and when. */
  @Get('erasures')
  @Policy('patient')
  @ReturnsMany(ErasureToCome)
  erasures(@CurrentActor() actor: Actor): Promise<ErasureToCome[]> {
    return this.record.erasures(actor);
  }

  /** Who could be let in. */
  @Get('therapists')
  @Policy('patient')
  @ReturnsMany(TherapistName)
  therapists(@CurrentActor() actor: Actor): Promise<TherapistName[]> {
    return this.record.therapists(actor);
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

  /** Everything, raw packets too. */
  @Get('export')
  @Policy('patient')
  @StepUp()
  @ApiOkResponse({ description: 'newline-delimited JSON: { table, row }, and at the end { end, lines }; as CSV row, table, column, value, and at the end the number of rows' })
  export(@CurrentActor() actor: Actor, @Query({ schema: ExportQuery }) { format }: ExportQuery, @Res() response: Response): Promise<void> {
    return this.record.export(actor, format, response);
  }
}
