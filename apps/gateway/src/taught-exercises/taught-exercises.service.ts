import { randomUUID } from 'node:crypto';
import type { ExercisePreview, TaughtExercise, TaughtExerciseCreate } from '#libs/contracts';
import { AuditRepository, SessionRepository, TaughtExerciseRepository, type TaughtExerciseRecord } from '#libs/data';
import { referenceGrade, type CoachedRepetition } from '#libs/domain';
import { Clock, JobQueue } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { StoredFold } from '../sessions/stored-fold.js';

/** A therapist teaches an exercise from one recorded set (row C10); a worker makes it, and it is tried before it is switched on. */
@Injectable()
export class TaughtExercisesService {
  constructor(
    private readonly taught: TaughtExerciseRepository,
    private readonly sessions: SessionRepository,
    private readonly stored: StoredFold,
    private readonly audit: AuditRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async teach(actor: Actor, sessionId: string, { name, region, audience, approved, cues, askFirst }: TaughtExerciseCreate): Promise<TaughtExercise> {
    const session = await this.sessions.find(actor.id, sessionId);
    if (session === null) throw new NotFoundException('no such session');
    if (session.state !== 'finished') throw new ConflictException('the session is not finished yet');
    const id = randomUUID();
    const now = new Date(this.clock.now());
    const isCreated = await this.taught.create({ id, sessionId, approved, name, words: { region, cues, askFirst }, isOwnVersion: audience === 'patient', practitionerId: actor.id, now });
    if (!isCreated) throw new NotFoundException('no such session');
    await this.note(actor, 'teach-exercise', session, { exerciseId: id, repetitions: approved.length });
    await this.queue.enqueue('teach-exercise', { exerciseId: id }, { deduplicationId: `teach-${id}` });
    return this.find(actor, id);
  }

  async list(actor: Actor): Promise<TaughtExercise[]> {
    return (await this.taught.list(actor.id)).map(toView);
  }

  async preview(actor: Actor, sessionId: string, id: string): Promise<ExercisePreview> {
    const session = await this.sessions.forRescoring(actor.id, sessionId);
    const taught = await this.taught.find(actor.id, id);
    if (session === null || taught === null) throw new NotFoundException('no such session or taught exercise');
    const lesson = await this.taught.lesson(actor.id, id);
    if (lesson === null) throw new ConflictException('it is not built');
    if (session.state !== 'finished') throw new ConflictException('the session is not finished yet');
    const { exercise, reference } = lesson;
    const { repetitions } = await this.stored.fold(session, { ...session.prescription, exercise, reference, alternatives: [] });
    return { sessionId, isItsOwn: sessionId === taught.sessionId, repetitions: repetitions.map(toTried), score: repetitions.at(-1)?.standing.session.score ?? null };
  }

  async switchOn(actor: Actor, id: string): Promise<TaughtExercise> {
    const { state, patientId } = await this.find(actor, id);
    const made = { prescriptionId: randomUUID(), referenceId: randomUUID(), now: new Date(this.clock.now()) };
    if (state !== 'draft' || !(await this.taught.switchOn(actor.id, id, made))) throw new ConflictException(`only a draft is switched on; this one is ${state}`);
    await this.note(actor, 'switch-on-exercise', { patientId }, { exerciseId: id, prescriptionId: made.prescriptionId });
    return this.find(actor, id);
  }

  async withdraw(actor: Actor, id: string): Promise<void> {
    const { patientId } = await this.find(actor, id);
    await this.taught.withdraw(actor.id, id);
    await this.note(actor, 'withdraw-exercise', { patientId }, { exerciseId: id });
  }

  private async find(actor: Actor, id: string): Promise<TaughtExercise> {
    const found = await this.taught.find(actor.id, id);
    if (found === null) throw new NotFoundException('no such taught exercise');
    return toView(found);
  }

  private async note(actor: Actor, action: string, { patientId }: { patientId: string }, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append({ at: new Date(this.clock.now()), actorKind: 'practitioner', actorId: actor.id, action, subjectKind: 'patient', subjectId: patientId, detail });
  }
}

function toView({ isOwnVersion, exercise, repetitions, ...rest }: TaughtExerciseRecord): TaughtExercise {
  return {
    ...rest, audience: isOwnVersion ? 'patient' : 'clinic', repetitions, grade: repetitions === null ? null : referenceGrade(repetitions),
    exercise: exercise === null ? null : { ...exercise, origin: 'clinic' },
  };
}

function toTried({ number, startMs, endMs, execution, score }: CoachedRepetition): ExercisePreview['repetitions'][number] {
  const judged = score.verdict === 'cannot-judge' ? { score: null, band: null, reason: score.reason } : { score: score.score, band: score.band, reason: null };
  return { number, startMs, endMs, type: execution?.type ?? null, ...judged, codes: score.codes.map(({ code, severity }) => ({ code, severity })) };
}
