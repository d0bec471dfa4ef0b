import type { SessionHead } from '#libs/data';
import type { StreamCursor, WaitingPacket } from '#libs/domain';

/** How many packets have not come, though something later has. */
export function missingOf({ cursors }: Pick<SessionHead, 'cursors'>): number {
  let packets = 0;
  for (const { missing } of cursors) for (const [from, to] of missing) packets += to - from + 1;
  return packets;
}

/** Of each stream that lacks some, the last of them. */
export function lastMissing(cursors: readonly StreamCursor[]): { stream: number; sequence: number }[] {
  return cursors.flatMap(({ stream, missing }) => missing.slice(-1).map(([, sequence]) => ({ stream, sequence })));
}

/** Nothing that the checkpoint holds comes after it. */
export function liesAfter(checkpoint: { frontierMs: number; cursors: StreamCursor[] }, packet: WaitingPacket): boolean {
  const analysedTo = checkpoint.cursors.find((cursor) => cursor.stream === packet.stream)?.analysedTo ?? 0;
  return packet.sequence > analysedTo && (packet.block === null || packet.block.endMs >= checkpoint.frontierMs);
}

/** A packet that was missing at the checkpoint has come since, and was analysed. */
export function hasFilledGap(checkpoint: StreamCursor[], now: StreamCursor[]): boolean {
  return checkpoint.some(({ stream, missing }) => {
    const still = now.find((cursor) => cursor.stream === stream)?.missing ?? [];
    return missing.some(([from, to]) => !still.some(([first, last]) => first <= from && to <= last));
  });
}
