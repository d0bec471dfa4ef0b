import { major } from './cbor-reader.js';

/** Writes the part of CBOR (RFC 8949) that packets use, each head in its shortest form. */
export class CborWriter {
  private bytes = new Uint8Array(256);
  private length = 0;

  unsigned(value: number): this {
    return this.head(major.unsigned, value);
  }

  integer(value: number): this {
    return value < 0 ? this.head(major.negative, -1 - value) : this.head(major.unsigned, value);
  }

  /** Whole numbers as integers, others as 64-bit floats: nothing is rounded. */
  number(value: number): this {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return this.integer(value);
    const at = this.grow(9);
    this.bytes[at] = (major.simple << 5) | 27;
    new DataView(this.bytes.buffer).setFloat64(at + 1, value);
    return this;
  }

  byteString(value: Uint8Array): this {
    this.head(major.bytes, value.length);
    const at = this.grow(value.length);
    this.bytes.set(value, at);
    return this;
  }

  /** ASCII only; `decodePacket` takes nothing else. */
  text(value: string): this {
    this.head(major.text, value.length);
    const at = this.grow(value.length);
    for (let i = 0; i < value.length; i++) this.bytes[at + i] = value.charCodeAt(i);
    return this;
  }

  array(length: number): this {
    return this.head(major.array, length);
  }

  map(length: number): this {
    return this.head(major.map, length);
  }

  tag(value: number): this {
    return this.head(major.tag, value);
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private head(type: number, value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`CBOR argument ${value}`);
    if (value < 24) this.initial((type << 5) | value);
    else if (value < 0x100) this.wide(type, { info: 24, size: 1 }, value);
    else if (value < 0x10000) this.wide(type, { info: 25, size: 2 }, value);
    else if (value < 0x1_0000_0000) this.wide(type, { info: 26, size: 4 }, value);
    else this.wide(type, { info: 27, size: 8 }, value);
    return this;
  }

  private initial(byte: number): void {
    const at = this.grow(1);
    this.bytes[at] = byte;
  }

  private wide(type: number, { info, size }: { info: number; size: number }, value: number): void {
    const at = this.grow(1 + size);
    this.bytes[at] = (type << 5) | info;
    let rest = value;
    for (let i = size; i > 0; i--) {
      this.bytes[at + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }

  /** Makes room and returns where it begins. `bytes` may be another array afterwards: ask for it only then. */
  private grow(by: number): number {
    const at = this.length;
    this.length += by;
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, this.bytes.length * 2));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return at;
  }
}
