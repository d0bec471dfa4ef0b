import type { DeviceAnswer } from '#libs/contracts';
import { InstructionRepository, type InstructionChanges, type SessionToInstruct } from '#libs/data';
import { instructionOf, turnInstruction } from '#libs/domain';
import { Clock, Config, LiveBus } from '#libs/platform';
import { downTopic } from '#libs/sensors';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DevicePublisher } from './device-publisher.js';
import { LookAgain } from './look-again.js';

/** What stands is told again so often: a device that was away, or a hint that was lost, costs so long. One not heard for 10 s has lapsed. */
const everyMs = 2000;

/**
 * Tells patients, through their devices, to stop and what else an open alert asks of them, and their therapists when no device has
 * shown it. The store says what is open and what stands; the live bus only says when to look. Several of these tell the same, which a
 * device hears as once.
 */
@Injectable()
export class Instructions implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Instructions.name);
  /** What each device was told last, of those to whom something stands. */
  private told = new Map<string, string>();
  private readonly looks = new LookAgain(() => this.look(), (error) => this.logger.warn({ msg: 'what patients are to be told was not looked up; again in 2 s', error: String(error) }));
  private timer: NodeJS.Timeout | null = null;
  private unsubscribe: (() => void) | null = null;

  constructor(
    private readonly instructions: InstructionRepository,
    private readonly publisher: DevicePublisher,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe((hint) => {
      if (hint.hint === 'alerts-changed') this.looks.ask();
      if (hint.hint === 'cue-given') for (const deviceId of hint.deviceIds) this.tell(deviceId, { cue: hint.cue });
    });
    this.timer = setInterval(() => {
      for (const [deviceId, payload] of this.told) this.publisher.publish(downTopic(deviceId, 'ctl'), payload);
      this.looks.ask();
    }, everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.unsubscribe?.();
    await this.looks.done();
  }

  private async look(): Promise<void> {
    const standing = payloadsOf(await this.turned());
    for (const [deviceId, payload] of standing) if (this.told.get(deviceId) !== payload) this.publisher.publish(downTopic(deviceId, 'ctl'), payload);
    for (const deviceId of this.told.keys()) if (!standing.has(deviceId)) this.tell(deviceId, { instruct: null });
    this.told = standing;
  }

  /** What stands now. It is written down before anybody is told: a device names it when it has shown it. */
  private async turned(): Promise<SessionToInstruct[]> {
    const sessions = await this.instructions.sessions();
    const now = new Date(this.clock.now());
    const changes = changesOf(sessions, { nowMs: now.getTime(), unconfirmedAfterMs: this.config.instructionUnconfirmedMs });
    if (Object.values(changes).every(({ length }) => length === 0)) return sessions;
    const practitionerIds = await this.instructions.change(changes, now);
    if (practitionerIds.length > 0) this.bus.publish({ hint: 'inbox-changed', practitionerIds });
    return this.instructions.sessions();
  }

  private tell(deviceId: string, answer: DeviceAnswer): void {
    this.publisher.publish(downTopic(deviceId, 'ctl'), JSON.stringify(answer));
  }
}

function changesOf(sessions: readonly SessionToInstruct[], when: { nowMs: number; unconfirmedAfterMs: number }): InstructionChanges {
  const changes: InstructionChanges = { ended: [], begun: [], unconfirmed: [] };
  for (const { sessionId, patientId, open, standing } of sessions) {
    const said = instructionOf(open);
    const wanted = said === null ? null : { alertId: said.because.id, act: said.act, words: said.words };
    const { ends, begins, becomesUnconfirmed } = turnInstruction({ standing, wanted }, when);
    if (ends && standing !== null) changes.ended.push(standing.id);
    if (begins && wanted !== null) changes.begun.push({ sessionId, patientId, ...wanted });
    if (becomesUnconfirmed && standing !== null) changes.unconfirmed.push(standing.id);
  }
  return changes;
}

function payloadsOf(sessions: readonly SessionToInstruct[]): Map<string, string> {
  const payloads = new Map<string, string>();
  for (const { sessionId, deviceIds, standing } of sessions) {
    if (standing === null) continue;
    const { id, act, ruleId, words } = standing;
    const payload = JSON.stringify({ instruct: { id, sessionId, act, ruleId, words } } satisfies DeviceAnswer);
    for (const deviceId of deviceIds) payloads.set(deviceId, payload);
  }
  return payloads;
}
