import type { MalformedReason } from './packet.js';

/** What stopped the reading: a reason from the closed list, and where. Caught in `decodePacket`, never seen outside. */
export class MalformedPacketError extends Error {
  constructor(readonly reason: MalformedReason, detail: string) {
    super(detail);
  }
}

/** Major types of RFC 8949, section 3.1. */
export const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6, simple: 7 } as const;

/**
 * Reads the part of CBOR (RFC 8949) that packets use: definite lengths, integers up to 2^53, floats, byte and text
 * strings, arrays, maps, tags. Our own, because it is the hot path of ingest and never builds what is not asked for.
 */
export class CborReader {
  private position = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.position === this.bytes.length;
  }

  peekMajor(): number {
    this.need(1);
    return this.bytes[this.position] >> 5;
  }

  mapLength(): number {
    if (this.peekMajor() !== major.map) throw new MalformedPacketError('not-a-map', `major type ${this.peekMajor()} at byte ${this.position}`);
    return this.argument(major.map);
  }

  arrayLength(): number {
    return this.argument(major.array);
  }

  tag(): number {
    return this.argument(major.tag);
  }

  unsigned(): number {
    return this.argument(major.unsigned);
  }

  integer(): number {
    return this.peekMajor() === major.negative ? -1 - this.argument(major.negative) : this.argument(major.unsigned);
  }

  /** An integer or a float of 16, 32 or 64 bits; NaN and infinity are refused. */
  number(): number {
    if (this.peekMajor() !== major.simple) return this.integer();
    const start = this.position;
    const info = this.bytes[this.position++] & 31;
    const value = this.float(info);
    if (!Number.isFinite(value)) throw new MalformedPacketError('not-finite', `number at byte ${start}`);
    return value;
  }

  /** A view into the input, not a copy. */
  byteString(): Uint8Array {
    return this.take(this.argument(major.bytes));
  }

  text(maxCharacters: number): string {
    const bytes = this.take(this.argument(major.text));
    let text = '';
    for (const byte of bytes) {
      if (byte < 0x20 || byte > 0x7e) throw new MalformedPacketError('bad-field', `text holds byte 0x${byte.toString(16)}; printable ASCII only`);
      text += String.fromCharCode(byte);
    }
    if (text.length > maxCharacters) throw new MalformedPacketError('bad-field', `text of ${text.length} characters; at most ${maxCharacters}`);
    return text;
  }

  private float(info: number): number {
    if (info === 27) return this.view.getFloat64(this.advance(8));
    if (info === 26) return this.view.getFloat32(this.advance(4));
    if (info === 25) return halfFloat(this.view.getUint16(this.advance(2)));
    throw new MalformedPacketError('bad-field', `simple value ${info} where a number should be`);
  }

  private argument(expected: number): number {
    const found = this.peekMajor();
    if (found !== expected) throw new MalformedPacketError('bad-field', `major type ${found} at byte ${this.position}, expected ${expected}`);
    const info = this.bytes[this.position++] & 31;
    if (info < 24) return info;
    if (info === 24) return this.bytes[this.advance(1)];
    if (info === 25) return this.view.getUint16(this.advance(2));
    if (info === 26) return this.view.getUint32(this.advance(4));
    if (info === 27) return this.unsigned64();
    throw new MalformedPacketError('unsupported-encoding', `indefinite or reserved length at byte ${this.position - 1}`);
  }

  private unsigned64(): number {
    const at = this.advance(8);
    const value = this.view.getUint32(at) * 2 ** 32 + this.view.getUint32(at + 4);
    if (!Number.isSafeInteger(value)) throw new MalformedPacketError('bad-field', `integer above 2^53 at byte ${at}`);
    return value;
  }

  private take(length: number): Uint8Array {
    const at = this.advance(length);
    return this.bytes.subarray(at, at + length);
  }

  private advance(length: number): number {
    this.need(length);
    const at = this.position;
    this.position += length;
    return at;
  }

  private need(length: number): void {
    if (this.position + length > this.bytes.length) {
      throw new MalformedPacketError('truncated', `${length} bytes expected at byte ${this.position}, ${this.bytes.length - this.position} there`);
    }
  }
}

/** RFC 8949, appendix D. */
function halfFloat(half: number): number {
  const exponent = (half >> 10) & 31;
  const mantissa = half & 1023;
  const sign = half & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : Number.NaN;
  return sign * (1024 + mantissa) * 2 ** (exponent - 25);
}
