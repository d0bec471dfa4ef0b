import { randomUUID } from 'node:crypto';
import type { HeartFacts, HeldPatient, PatientIntensity, PreExerciseAnswers, PreExerciseCheck } from '#libs/contracts';
import { AuditRepository, PatientRepository, PreExerciseCheckRepository, SessionSummaryRepository } from '#libs/data';
import { estimateMaxHeartRate, intensityWeeks, otherMaxFormulas, ownRange, preExerciseGate, restingBaseline } from '#libs/domain';
import { Clock, JobQueue } from '#libs/platform';
import { Injectable, Logger, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

const weeksShown = 8;
const weekMs = 7 * 86_400_000;
const checksShown = 5;

@Injectable()
export class PatientIntensityService {
  private readonly logger = new Logger(PatientIntensityService.name);

  constructor(
    private readonly patients: PatientRepository,
    private readonly summaries: SessionSummaryRepository,
    private readonly checks: PreExerciseCheckRepository,
    private readonly audit: AuditRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async find(actor: Actor, patientId: string): Promise<PatientIntensity> {
    const nowMs = this.clock.now();
    const heart = await this.patients.heart(actor.id, patientId);
    const facts = heart === null ? null : await this.summaries.patientFacts(patientId, new Date(nowMs));
    if (heart === null || facts === null) throw new NotFoundException('no such patient');
    const since = new Date(nowMs - weeksShown * weekMs);
    const [sessions, checks, rmssds, headTurnDays] = await Promise.all([
      this.summaries.sessionsSince(actor.id, patientId, since),
      this.checks.recent(actor.id, patientId, checksShown),
      this.summaries.rmssdSince(actor.id, patientId, new Date(nowMs - weekMs)),
      this.summaries.headTurnDays(actor.id, patientId, new Date(nowMs - weekMs)),
    ]);
    const ageYears = new Date(nowMs).getUTCFullYear() - facts.birthYear;
    const weeks = intensityWeeks(sessions, { nowMs, count: weeksShown });
    return {
      maxHeartRate: estimateMaxHeartRate({ ...facts, ageYears, measured: facts.measuredMax, medication: facts, modality: 'other' }),
      heart,
      otherFormulasBpm: otherMaxFormulas(ageYears, facts.sex),
      restingBaselineBpm: restingBaseline(facts.restingHeartRatesBpm),
      rmssdMs: ownRange(rmssds),
      weeks: weeks.map(({ startMs, ...week }) => ({ start: new Date(startMs).toISOString(), ...week })),
      headTurnDays,
      checks,
    };
  }

  async setHeart(actor: Actor, patientId: string, heart: HeartFacts): Promise<HeartFacts> {
    const before = await this.patients.heart(actor.id, patientId);
    if (before === null || !(await this.patients.setHeart(actor.id, patientId, heart))) throw new NotFoundException('no such patient');
    const changed = Object.keys(heart).filter((name) => heart[name as keyof HeartFacts] !== before[name as keyof HeartFacts]);
    await this.audit.append({ at: new Date(this.clock.now()), actorKind: 'practitioner', actorId: actor.id, action: 'change-heart-facts', subjectKind: 'patient', subjectId: patientId, detail: { changed } });
    return heart;
  }

  held(actor: Actor): Promise<HeldPatient[]> {
    return this.checks.held(actor.id, new Date(this.clock.now()));
  }

  async check(actor: Actor, patientId: string, answers: PreExerciseAnswers): Promise<PreExerciseCheck> {
    const now = new Date(this.clock.now());
    const context = await this.checks.contextOf(actor.id, patientId, now);
    if (context === null) throw new NotFoundException('no such patient');
    const id = randomUUID();
    const outcome = preExerciseGate(answers, context);
    await this.checks.create({ id, patientId, practitionerId: actor.id, answers, outcome, now });
    this.queue.enqueue('follow-up-patient', { patientId }, { deduplicationId: `follow-up-${patientId}` }).catch((error: unknown) => this.logger.warn({ msg: 'ticket not written; the reconciler writes it', error: String(error) }));
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: actor.id, action: 'check-before-exercise', subjectKind: 'patient', subjectId: patientId, detail: { decision: outcome.decision } });
    return { id, answers, outcome, answeredAt: now.toISOString(), source: 'therapist' };
  }
}
