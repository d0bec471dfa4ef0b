import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { HeardShown, InstructionRepository } from '#libs/data';
import { Clock, InProcessLiveBus } from '#libs/platform';
import { DevicePublisher } from './device-publisher.js';
import { ShownInstructions } from './shown-instructions.js';

class Told extends DevicePublisher {
  readonly payloads: string[] = [];

  publish(_topic: string, payload: string): void {
    this.payloads.push(payload);
  }
}

class SetClock extends Clock {
  nowMs = 1_000_000;

  override now(): number {
    return this.nowMs;
  }
}

describe('what a device says that its patient sees', () => {
  it('is asked of the store once in 30 s, and each time when it does not count', async () => {
    const asked: string[] = [];
    let heard: HeardShown = { heard: 'again' };
    const store = { shown: ({ instructionId }: { instructionId: string }) => Promise.resolve((asked.push(instructionId), heard)) } as unknown as InstructionRepository;
    const [clock, told] = [new SetClock(), new Told()];
    const instructions = new ShownInstructions(store, told, new InProcessLiveBus(), clock);
    const [first, second] = [randomUUID(), randomUUID()];
    const say = (deviceId: string, instructionId: string): Promise<void> => instructions.hear(deviceId, Buffer.from(JSON.stringify({ shown: instructionId })));
    for (let i = 0; i < 15; i++, clock.nowMs += 2000) await say('device', first);
    expect(asked).toEqual([first]);
    await say('device', first);
    await say('device', second);
    await say('other', first);
    expect(asked).toEqual([first, first, second, first]);
    heard = { heard: 'over' };
    const third = randomUUID();
    for (let i = 0; i < 2; i++) await say('device', third);
    expect(asked.slice(4)).toEqual([third, third]);
    expect(told.payloads).toEqual(Array.from({ length: 2 }, () => JSON.stringify({ shownRefused: { instructionId: third, reason: 'over' } })));
  });

  it('is asked once while it is being written down, and again when it could not be', async () => {
    const asked: { answer: (heard: HeardShown) => void; fail: (error: Error) => void }[] = [];
    const store = { shown: () => new Promise<HeardShown>((answer, fail) => asked.push({ answer, fail })) } as unknown as InstructionRepository;
    const instructions = new ShownInstructions(store, new Told(), new InProcessLiveBus(), new SetClock());
    const payload = Buffer.from(JSON.stringify({ shown: randomUUID() }));
    const first = instructions.hear('device', payload);
    await instructions.hear('device', payload);
    expect(asked).toHaveLength(1);
    asked[0].fail(new Error('no connection'));
    await expect(first).rejects.toThrow('no connection');
    const second = instructions.hear('device', payload);
    expect(asked).toHaveLength(2);
    asked[1].answer({ heard: 'again' });
    await second;
  });
});
