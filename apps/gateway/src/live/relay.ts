import type { LiveHint } from '#libs/contracts';
import { LiveBus } from '#libs/platform';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Admission } from './admission.js';
import { CurveRelay } from './curve-relay.js';
import { InboxRelay } from './inbox-relay.js';
import { RepetitionRelay } from './repetition-relay.js';
import { SessionRelay } from './session-relay.js';

/** From the live bus to the consoles. Of facts a hint says only that there is something to read; nothing is read for nobody. */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnModuleDestroy {
  private unsubscribe: (() => void) | null = null;

  constructor(
    private readonly bus: LiveBus,
    private readonly sessions: SessionRelay,
    private readonly repetitions: RepetitionRelay,
    private readonly inboxes: InboxRelay,
    private readonly curves: CurveRelay,
    private readonly admission: Admission,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe((hint) => this.hear(hint));
  }

  onModuleDestroy(): void {
    this.unsubscribe?.();
  }

  private hear(hint: LiveHint): void {
    switch (hint.hint) {
      case 'motion-sampled':
      case 'heart-rate-measured':
        return this.curves.hear(hint);
      case 'repetitions-changed':
        return this.repetitions.hear(hint);
      case 'session-changed':
        return void this.sessions.hear(hint);
      case 'inbox-changed':
        return this.inboxes.hear(hint.practitionerIds);
      case 'access-changed':
        return void this.admission.review(hint.accountIds);
      case 'device-changed':
      case 'rotation-asked':
      case 'turn-took':
      case 'alerts-changed':
      case 'cue-given':
        return;
      default:
        hint satisfies never;
    }
  }
}
