import { EmergencyAccess, PatientName } from '#libs/contracts';
import { AuditRepository, ClinicPeopleRepository } from '#libs/data';
import { Clock, LiveBus, Policy, StepUp } from '#libs/platform';
import { Body, ConflictException, Controller, Get, NotFoundException, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { ReturnsMany, ReturnsNothing } from '../returns.js';

/** Long enough to help, and short enough not to stay. [P] */
const lastsMs = 3_600_000;

/** Where somebody must be helped and their therapist is not there: in for an hour, for a reason that the patient reads. */
@Controller('api')
@ApiBearerAuth()
export class EmergencyController {
  constructor(
    private readonly people: ClinicPeopleRepository,
    private readonly audit: AuditRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  @Get('emergency-access/patients')
  @Policy('emergency')
  @StepUp()
  @ReturnsMany(PatientName)
  patients(@CurrentActor() { clinicId }: Actor): Promise<PatientName[]> {
    return this.people.patientNames(clinicId);
  }

  @Post('patients/:patientId/emergency-access')
  @Policy('emergency')
  @StepUp()
  @ReturnsNothing()
  async open(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: EmergencyAccess }) { reason }: EmergencyAccess): Promise<void> {
    const now = new Date(this.clock.now());
    const outcome = await this.people.breakGlass({ clinicId: actor.clinicId, patientId, practitionerId: actor.id, reason, now, until: new Date(now.getTime() + lastsMs) });
    if (outcome === 'unknown') throw new NotFoundException('no such patient');
    if (outcome === 'in-care') throw new ConflictException('in your care already');
    // The reason stands with the access, where the patient reads it; the trail holds no words.
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: actor.id, action: 'break-glass', subjectKind: 'patient', subjectId: patientId, detail: {} });
    this.bus.publish({ hint: 'access-changed', accountIds: [actor.id] });
  }
}
