import { ErasureRepository } from '#libs/data';
import { Clock, JobQueue, LiveBus } from '#libs/platform';
import { Injectable } from '@nestjs/common';

/** A little more than what is on its way needs (`ErasureRepository.erase`). */
const nextStepMs = 11_000;

/**
 * `erase-record { erasureId }`: first nobody sees the record any more and its devices are cut off, then every row of it goes. Both
 * steps may come twice, and what died in the middle goes on: the store says where it is, and the reconciler asks again.
 */
@Injectable()
export class EraseRecordProcessor {
  constructor(private readonly erasures: ErasureRepository, private readonly queue: JobQueue, private readonly bus: LiveBus, private readonly clock: Clock) {}

  async process({ erasureId }: { erasureId: string }): Promise<void> {
    const now = new Date(this.clock.now());
    const stopped = await this.erasures.stop(erasureId, now);
    if (stopped === null) {
      await this.erasures.erase(erasureId, now);
      return;
    }
    this.bus.publish({ hint: 'access-changed', accountIds: stopped.accountIds });
    for (const deviceId of stopped.deviceIds) this.bus.publish({ hint: 'device-changed', deviceId });
    await this.queue.enqueue('erase-record', { erasureId }, { deduplicationId: `erasure-${erasureId}-rows`, delayMs: nextStepMs });
  }

  async enqueueDue(): Promise<void> {
    const due = await this.erasures.due(new Date(this.clock.now()));
    await this.queue.enqueueMany(due.map((erasureId) => ({ name: 'erase-record', data: { erasureId }, deduplicationId: `erasure-${erasureId}` })));
  }
}
