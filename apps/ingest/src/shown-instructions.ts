import { InstructionShown, type DeviceAnswer } from '#libs/contracts';
import { InstructionRepository } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { downTopic } from '#libs/sensors';
import { Injectable } from '@nestjs/common';
import { DevicePublisher } from './device-publisher.js';
import { parseJson } from './parse-json.js';

type Refusal = Extract<DeviceAnswer, { shownRefused: unknown }>['shownRefused'];

/** What stands is told every 2 s, and answered as often: what was written down, or is being written, is not asked for again so soon. */
const knownForMs = 30_000;
const mostKnown = 20_000;

/** Hears from devices that a patient can see what they are told to do, and tells the therapist. Saying it again changes nothing. */
@Injectable()
export class ShownInstructions {
  /** By device and instruction: when it was heard, epoch ms. */
  private readonly known = new Map<string, number>();

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
    const key = `${deviceId} ${instructionId}`;
    const nowMs = this.clock.now();
    if (nowMs - (this.known.get(key) ?? -Infinity) < knownForMs) return;
    // While it is written down it is said again, and those would wait for each other, each with a connection.
    this.remember(key, nowMs);
    const outcome = await this.instructions.shown({ instructionId, to: { deviceId }, now: new Date(nowMs) }).catch((error: unknown) => {
      this.known.delete(key);
      throw error;
    });
    switch (outcome.heard) {
      case 'shown':
        if (outcome.practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds: outcome.practitionerIds });
        return;
      case 'again':
        return;
      case 'over':
      case 'unknown-instruction':
        this.known.delete(key);
        return this.refuse(deviceId, { instructionId, reason: outcome.heard });
      default:
        return outcome satisfies never;
    }
  }

  private remember(key: string, nowMs: number): void {
    if (this.known.size >= mostKnown) this.known.clear();
    this.known.set(key, nowMs);
  }

  private refuse(deviceId: string, shownRefused: Refusal): void {
    this.publisher.publish(downTopic(deviceId, 'ctl'), JSON.stringify({ shownRefused } satisfies DeviceAnswer));
  }
}
