import type { PatientTrends } from '#libs/contracts';
import { PatientRepository, TrendRepository } from '#libs/data';
import { exerciseTrends, rmssdTrend, trendOfValues, type SessionValue } from '#libs/domain';
import { Clock } from '#libs/platform';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

const shownMs = 12 * 7 * 86_400_000;

@Injectable()
export class TrendsService {
  constructor(private readonly patients: PatientRepository, private readonly repository: TrendRepository, private readonly clock: Clock) {}

  async find(actor: Actor, patientId: string): Promise<PatientTrends> {
    if ((await this.patients.heart(actor.id, patientId)) === null) throw new NotFoundException('no such patient');
    const since = new Date(this.clock.now() - shownMs);
    const [sessions, hearts] = await Promise.all([this.repository.sessionsSince(actor.id, patientId, since), this.repository.heartSince(actor.id, patientId, since)]);
    const rmssd = rmssdTrend(hearts.map(({ sessionId, startedAtMs, rmssdMs }) => ({ sessionId, startedAtMs, value: rmssdMs, leftOut: null })));
    const recovery = hearts.map(({ sessionId, startedAtMs, recoveryBpm, recoveryLeftOut }) => ({ sessionId, startedAtMs, value: recoveryBpm, leftOut: recoveryLeftOut }));
    return {
      sources: [...new Set(sessions.map(({ source }) => source))],
      exercises: exerciseTrends(sessions).map(({ measures, ...exercise }) => ({ ...exercise, measures: measures.map((each) => ({ ...each, values: told(each.values) })) })),
      rmssd: { ...rmssd, values: told(rmssd.values) },
      recovery: { values: told(recovery), trend: trendOfValues(recovery) },
    };
  }
}

function told(values: readonly SessionValue[]): PatientTrends['recovery']['values'] {
  return values.map(({ startedAtMs, ...rest }) => ({ startedAt: new Date(startedAtMs).toISOString(), ...rest }));
}
