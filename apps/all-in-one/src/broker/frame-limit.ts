import type { Duplex } from 'node:stream';

/** Of one MQTT control packet. A device's packet has 64 KiB at most; what is larger is named and quarantined by ingest up to here. */
const packetBytes = 1_100_000;
/** Whoever has not shown a credential may send a CONNECT, and not fill our memory with what comes behind it. */
const bytesBeforeSignIn = 16_384;
/** MQTT 3.1.1, section 2.2.3: the length has four bytes at most. */
const lengthBytes = 4;

export interface FrameLimit {
  /** From now on the larger limit holds. */
  signedIn(): void;
}

/**
 * Attack: a packet that says it has 256 MB, which the parser collects before anybody looks at it; or, without any credential,
 * packets behind a CONNECT that is still being looked at. Reads the lengths as the bytes come in, and ends the connection at the
 * first that is too large. Every readable stream gets its bytes by `push`: that is where we stand.
 */
export function limitFrames(stream: Duplex): FrameLimit {
  const state = { bodyLeft: 0, headerBytes: 0, length: 0, total: 0, limit: bytesBeforeSignIn };
  const push = stream.push.bind(stream);
  stream.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (chunk instanceof Uint8Array && !fits(state, chunk)) {
      stream.destroy();
      return false;
    }
    return push(chunk, encoding);
  };
  return {
    signedIn: () => {
      state.limit = Infinity;
    },
  };
}

interface FrameState {
  /** Of the packet whose body is coming. */
  bodyLeft: number;
  /** Of the header that is coming: its type is the first. */
  headerBytes: number;
  length: number;
  total: number;
  limit: number;
}

/** False: more than may come. */
export function fits(state: FrameState, chunk: Uint8Array): boolean {
  state.total += chunk.length;
  if (state.total > state.limit) return false;
  for (let i = 0; i < chunk.length; ) {
    if (state.bodyLeft > 0) {
      const taken = Math.min(state.bodyLeft, chunk.length - i);
      state.bodyLeft -= taken;
      i += taken;
      continue;
    }
    if (!readHeader(state, chunk[i++])) return false;
  }
  return true;
}

function readHeader(state: FrameState, byte: number): boolean {
  if (state.headerBytes++ === 0) return true;
  state.length += (byte & 127) * 128 ** (state.headerBytes - 2);
  if (state.length > packetBytes) return false;
  if (byte >= 128) return state.headerBytes <= lengthBytes;
  state.bodyLeft = state.length;
  state.headerBytes = 0;
  state.length = 0;
  return true;
}
