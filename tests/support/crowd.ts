import { exercise, type Course } from '../../apps/simulator/src/demo/course.js';
import type { Streamed } from '../../apps/simulator/src/demo/outcome.js';
import { packetise, type TimedPacket } from '../../apps/simulator/src/device/packetise.js';
import type { DeviceRun } from '../../apps/simulator/src/device/simulated-device.js';

/** Patients who exercise one session after the other, each sent as fast as it is taken. */
export interface Crowd {
  join(courses: readonly Course[]): void;
  size(): number;
  /** Nobody begins another session; resolves, with all sessions, when everything is durable. */
  end(): Promise<Streamed[]>;
}

/** Nothing waits to be measured: what limits a device is what its outbox may have on its way. */
const atOnce = 10_000;

export function gatherCrowd(): Crowd {
  const sessions: Streamed[] = [];
  const exercising: Promise<void>[] = [];
  let isOver = false;
  const again = async (course: Course): Promise<void> => {
    while (!isOver) sessions.push(await stream(course, { speed: atOnce }).ended);
  };
  return {
    join: (courses) => void exercising.push(...courses.map(again)),
    size: () => exercising.length,
    end: async () => {
      isOver = true;
      await Promise.all(exercising);
      return sessions;
    },
  };
}

export interface Streaming {
  ended: Promise<Streamed>;
  /** How long the movement that was sent last had waited on its device since it was measured, ms; 0 before any was. */
  movementWaitedMs(): number;
}

/** One session, with what its device sends and how long it kept it. */
export function stream(course: Course, { speed }: Pick<DeviceRun, 'speed'>): Streaming {
  const packets = packetise(course.recording.signals);
  const sentBytes = new Map<number, Uint8Array>();
  const waits = movementWaits(packets, speed);
  const ended = exercise(course, {
    packets, speed,
    onSent: ({ sequence, bytes, atMs }) => {
      sentBytes.set(sequence, bytes);
      waits.sent(sequence, atMs);
    },
  }).then((report): Streamed => ({ course, packets, report, sentBytes }));
  return { ended, movementWaitedMs: waits.newestMs };
}

/** Counted from the first packet, which was sent when it was measured or later: no wait is taken for longer than it was. */
function movementWaits(packets: readonly TimedPacket[], speed: number): { sent(sequence: number, atMs: number): void; newestMs(): number } {
  const measured = new Map(packets.map(({ packet, atMs }) => [packet.sequence, { isMovement: packet.kind === 'imu6', atMs: atMs / speed }]));
  let startedAtMs: number | null = null;
  let newestMs = 0;
  return {
    sent: (sequence, atMs) => {
      const packet = measured.get(sequence);
      if (packet === undefined) return;
      startedAtMs ??= atMs - packet.atMs;
      if (packet.isMovement) newestMs = atMs - startedAtMs - packet.atMs;
    },
    newestMs: () => newestMs,
  };
}
