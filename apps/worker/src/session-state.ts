import type { AnalysisCommit, LoadedSession } from '#libs/data';
import type { StreamCursor } from '#libs/domain';

/** An ended session is waited for this long when packets are missing, a running one when nothing comes at all. */
const giveUpMissingMs = 60_000;
const abandonedMs = 15 * 60_000;

/** Ended: every device said so, or its device began another session. Finished: and nothing is missing, or it is no longer waited for. */
export function sessionStateOf(session: LoadedSession, cursors: StreamCursor[], nowMs: number): AnalysisCommit['state'] {
  const lastReceivedAtMs = Math.max(session.startedAtMs, ...cursors.map((cursor) => cursor.lastReceivedAtMs));
  const silentMs = nowMs - lastReceivedAtMs;
  const newestOfDevice = new Map(session.streams.map((stream) => [stream.deviceId, stream.ordinal]));
  const current = cursors.filter((cursor) => [...newestOfDevice.values()].includes(cursor.stream));
  if (!current.every((cursor) => cursor.ended)) return silentMs > (session.state === 'ended' ? giveUpMissingMs : abandonedMs) ? 'finished' : session.state;
  const complete = cursors.every((cursor) => cursor.missing.length === 0);
  return complete || silentMs > giveUpMissingMs ? 'finished' : 'ended';
}
