import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A passkey as a telephone makes and uses one (WebAuthn level 3, sections 6.1, 6.5, 7), in software: ES256, no attestation. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32);
  private readonly keys: { publicKey: KeyObject; privateKey: KeyObject };
  private counter = 0;

  constructor(private readonly origin: string, private readonly rpId: string) {
    this.keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  /** The same keys, lured onto another page. */
  onPage(origin: string): SoftwareAuthenticator {
    return Object.assign(Object.create(SoftwareAuthenticator.prototype) as object, this, { origin }) as unknown as SoftwareAuthenticator;
  }

  create(challenge: string): object {
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.credentialId.length]), this.credentialId, this.coseKey()]);
    // CBOR: { "fmt": "none", "attStmt": {}, "authData": bytes }
    const attestationObject = Buffer.concat([Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'), lengthOf(this.authenticatorData(0x45, attested)), this.authenticatorData(0x45, attested)]);
    return this.credential({ clientDataJSON: this.clientData('webauthn.create', challenge).toString('base64url'), attestationObject: attestationObject.toString('base64url'), transports: ['internal'] });
  }

  get(challenge: string, { userVerified = true } = {}): object {
    this.counter++;
    const data = this.authenticatorData(userVerified ? 0x05 : 0x01, Buffer.alloc(0));
    const clientData = this.clientData('webauthn.get', challenge);
    const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(clientData).digest()]), this.keys.privateKey);
    return this.credential({ clientDataJSON: clientData.toString('base64url'), authenticatorData: data.toString('base64url'), signature: signature.toString('base64url') });
  }

  private credential(response: object): object {
    const id = this.credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));
  }

  private authenticatorData(flags: number, attested: Buffer): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([createHash('sha256').update(this.rpId).digest(), Buffer.from([flags]), counter, attested]);
  }

  /** RFC 9053: { 1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y } */
  private coseKey(): Buffer {
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    return Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')]);
  }
}

function lengthOf(bytes: Buffer): Buffer {
  if (bytes.length > 255) throw new RangeError(`${bytes.length} bytes`);
  return Buffer.from([bytes.length]);
}
