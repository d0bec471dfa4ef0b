import type { Block } from './block.js';

/**
 * The name of the mark by which a device says that it measures nothing any more. It goes ahead of the movement that still waits there, as its `end` cannot: without it a
 * patient who is done, and whose device has much to send, is one of whom nothing comes.
 */
export const measuredMark = 'measured';

export function isMeasuredMark(block: Block | null): boolean {
  return block?.kind === 'mark' && block.name === measuredMark;
}
