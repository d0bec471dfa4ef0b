/** A session's shard: the last 32 bits of its id, which are random in every version of uuid we make. */
export function shardOf(sessionId: string, shardCount: number): number {
  return Number.parseInt(sessionId.slice(-8), 16) % shardCount;
}
