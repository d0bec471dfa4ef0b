import { Module } from '@nestjs/common';
import { Admission } from './admission.js';
import { Consoles } from './consoles.js';
import { CurveRelay } from './curve-relay.js';
import { InboxRelay } from './inbox-relay.js';
import { LiveGateway } from './live.gateway.js';
import { Presence } from './presence.js';
import { Relay } from './relay.js';
import { RepetitionRelay } from './repetition-relay.js';
import { SessionRelay } from './session-relay.js';

@Module({
  providers: [Admission, Consoles, CurveRelay, InboxRelay, LiveGateway, Presence, Relay, RepetitionRelay, SessionRelay],
  exports: [Consoles],
})
export class LiveModule {}
