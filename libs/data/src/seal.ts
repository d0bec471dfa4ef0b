import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';

const keyBytes = 32;
/** NIST SP 800-38D, section 8.2.2: 96 random bits, far fewer than 2^32 of them a key. */
const nonceBytes = 12;
const tagBytes = 16;
/** Seen in examples: whoever kept them has no secret. */
const known = /^(.)\1*$|changeme|secret|password|example/i;

/** What was there before names were sealed: the set-up seals it, and until then nothing opens it. */
export const plainMark = 'plain';

export class SealError extends Error {}

/**
 * Seals what must not be read in a copy of the database: AES-256-GCM, each text with the id of its key, so that keys can be
 * changed while old texts stay readable. `place` (table, column, row) is bound to the text: moved elsewhere it does not open.
 */
export class Seal {
  private readonly keys = new Map<string, Buffer>();
  /** Of each key another for look-ups: what one of them gives away says nothing of the other. */
  private readonly lookUpKeys = new Map<string, Buffer>();
  private readonly current: string;

  /** `text`: `id:key,id:key`, keys of 32 bytes in base64url; the first seals, all open. Throws `SealError` for anything less. */
  constructor(text: string) {
    for (const part of text.split(',').map((each) => each.trim())) {
      const [id, encoded = ''] = part.split(':');
      const key = Buffer.from(encoded, 'base64url');
      if (!/^[\w-]{1,16}$/.test(id)) throw new SealError('a key needs an id of letters and digits before a colon');
      if (key.length !== keyBytes) throw new SealError(`key ${id}: ${key.length} bytes, not ${keyBytes} in base64url`);
      if (known.test(encoded) || new Set(key).size < 8) throw new SealError(`key ${id} is no random one`);
      if (id === plainMark) throw new SealError(`no key may be called ${plainMark}`);
      if (this.keys.has(id)) throw new SealError(`key ${id} is there twice`);
      this.keys.set(id, key);
      this.lookUpKeys.set(id, Buffer.from(hkdfSync('sha256', key, '', 'tendon look-up', keyBytes)));
    }
    [this.current] = this.keys.keys();
  }

  seal(text: string, place: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.keyOf(this.current), nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.current}:${sealed.toString('base64url')}`;
  }

  /** Throws `SealError` when it was changed, moved, or sealed with a key that is not here. */
  open(sealed: string, place: string): string {
    const [id, encoded = ''] = sealed.split(':');
    if (id === plainMark) throw new SealError('a text that is not sealed yet: run the set-up');
    const key = this.keyOf(id);
    const bytes = Buffer.from(encoded, 'base64url');
    if (bytes.length < nonceBytes + tagBytes) throw new SealError('no sealed text');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-tagBytes));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8');
    } catch {
      throw new SealError(`a text sealed with key ${id} was changed or moved`);
    }
  }

  /** Whether it was sealed with the key that seals now. */
  isNewest(sealed: string): boolean {
    return sealed.startsWith(`${this.current}:`);
  }

  get keyIds(): string[] {
    return [...this.keys.keys()];
  }

  /** By which a sealed text is found without being opened: equal texts have equal ones. HMAC-SHA-256, under the key that seals now. */
  lookUp(text: string): Buffer {
    return this.lookUps(text)[0];
  }

  /** Under every key, the newest first: while keys are changed some rows have one and some another. */
  lookUps(text: string): Buffer[] {
    return [...this.lookUpKeys.values()].map((key) => createHmac('sha256', key).update(text, 'utf8').digest());
  }

  private keyOf(id: string): Buffer {
    const key = this.keys.get(id);
    if (key === undefined) throw new SealError(`sealed with key ${id}, which is not in DATA_KEYS`);
    return key;
  }
}

/** For a first start. */
export function newSealKeys(): string {
  return `k1:${randomBytes(keyBytes).toString('base64url')}`;
}

const seals = new WeakMap<DataSource, Seal>();

/** From now on what is stored by this connection is sealed by it. */
export function sealWith(dataSource: DataSource, seal: Seal): void {
  seals.set(dataSource, seal);
}

/** Throws `SealError` in a process that was given no keys. */
export function sealOf(on: DataSource | QueryRunner): Seal {
  const seal = seals.get('isTransactionActive' in on ? on.dataSource : on);
  if (seal === undefined) throw new SealError('this process has no DATA_KEYS: it neither seals nor opens');
  return seal;
}
