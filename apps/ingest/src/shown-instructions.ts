import { InstructionShown, type DeviceAnswer } from '#libs/contracts';
import { InstructionRepository } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { downTopic } from '#libs/sensors';
import { Injectable } from '@nestjs/common';
import { DevicePublisher } from './device-publisher.js';
import { parseJson } from './parse-json.js';

type Refusal = Extract<DeviceAnswer, { shownRefused: unknown }>['shownRefused'];

/** Hears from devices that a patient can see what they are told to do, and tells the therapist. Saying it again changes nothing. */
@Injectable()
export class ShownInstructions {
  constructor(
    private readonly instructions: InstructionRepository,
    private readonly publisher: DevicePublisher,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  /** Rejects when it could not be kept: then nothing is acknowledged, and the device says it again. */
  async hear(deviceId: string, payload: Uint8Array): Promise<void> {
    const said = InstructionShown.safeParse(parseJson(payload));
    if (!said.success) return this.refuse(deviceId, { instructionId: null, reason: 'not-understood' });
    const instructionId = said.data.shown;
    const outcome = await this.instructions.shown({ instructionId, to: { deviceId }, now: new Date(this.clock.now()) });
    switch (outcome.heard) {
      case 'shown':
        if (outcome.practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds: outcome.practitionerIds });
        return;
      case 'again':
        return;
      case 'over':
      case 'unknown-instruction':
        return this.refuse(deviceId, { instructionId, reason: outcome.heard });
      default:
        return outcome satisfies never;
    }
  }

  private refuse(deviceId: string, shownRefused: Refusal): void {
    this.publisher.publish(downTopic(deviceId, 'ctl'), JSON.stringify({ shownRefused } satisfies DeviceAnswer));
  }
}
