import { AuditEntry } from '#libs/contracts';
import { AuditRepository } from '#libs/data';
import { Policy } from '#libs/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../actor.js';
import { ReturnsMany } from '../returns.js';

/** Newest first; the next page is before the last position of this one. */
const PageQuery = z.strictObject({ before: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(100) });
type PageQuery = z.infer<typeof PageQuery>;

@Controller('api')
@ApiBearerAuth()
export class AuditController {
  constructor(private readonly audit: AuditRepository) {}

  /** What people of this clinic saw and changed. */
  @Get('audit')
  @Policy('auditor')
  @ReturnsMany(AuditEntry)
  ofClinic(@CurrentActor() { clinicId }: Actor, @Query({ schema: PageQuery }) page: PageQuery): Promise<AuditEntry[]> {
    return this.audit.ofClinic(clinicId, page);
  }

  /** Who saw or changed my record. */
  @Get('record/audit')
  @Policy('patient')
  @ReturnsMany(AuditEntry)
  ofMine(@CurrentActor() { id }: Actor, @Query({ schema: PageQuery }) page: PageQuery): Promise<AuditEntry[]> {
    return this.audit.ofPatient(id, page);
  }
}
