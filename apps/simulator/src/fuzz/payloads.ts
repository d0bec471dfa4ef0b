import { decodeJson, decodePacket, encodePacket, peekKey, type Packet } from '#libs/sensors';
import { seededRandom } from '../synthetic/random.js';
import { below, bytesOf, mutate, nastyValue, oneOf } from './nasty.js';

export interface PayloadFuzz {
  cases: number;
  accepted: number;
  /** Refusals by reason. */
  refused: Record<string, number>;
  problems: string[];
}

const casesInOneGo = 1000;

/** Payloads as ingest decodes them: from good packets with some bytes changed, as JSON with a value changed, and plain noise. Nothing may be thrown, and each refusal has its reason. */
export async function fuzzPayloads({ seed, cases }: { seed: number; cases: number }): Promise<PayloadFuzz> {
  const random = seededRandom(seed, 1000);
  const good = goodPackets().map((packet) => Buffer.from(encodePacket(packet, random() < 0.5 ? 'float32' : 'int16')));
  const json = goodPackets().map((packet) => asJson(packet));
  const result: PayloadFuzz = { cases: 0, accepted: 0, refused: {}, problems: [] };
  for (; result.cases < cases; result.cases++) {
    // Connections of this process that the server has closed meanwhile must be seen.
    if (result.cases % casesInOneGo === 0) await new Promise((resolve) => setImmediate(resolve));
    const isJson = random() < 0.25;
    const bytes = isJson ? Buffer.from(jsonCase(oneOf(random, json), random)) : random() < 0.1 ? bytesOf(random, below(random, 300)) : mutate(random, oneOf(random, good));
    try {
      peekKey(bytes);
      const decoded = isJson ? decodeJson(bytes.toString()) : decodePacket(bytes);
      if (decoded.ok) result.accepted++;
      else if (decoded.detail === '') result.problems.push(`refused without a reason: ${bytes.toString('hex').slice(0, 300)}`);
      else result.refused[decoded.reason] = (result.refused[decoded.reason] ?? 0) + 1;
    } catch (error) {
      result.problems.push(`${String(error)}: ${bytes.toString('hex').slice(0, 300)}`);
    }
  }
  return result;
}

function jsonCase(packet: Record<string, unknown>, random: () => number): string {
  const name = oneOf(random, Object.keys(packet));
  const text = JSON.stringify(random() < 0.8 ? { ...packet, [name]: nastyValue(random) } : nastyValue(random)) ?? '';
  return random() < 0.2 ? mutate(random, Buffer.from(text)).toString() : text;
}

function asJson(packet: Packet): Record<string, unknown> {
  return JSON.parse(JSON.stringify(packet, (_key, value: unknown) => (value instanceof Float64Array ? [...value] : value))) as Record<string, unknown>;
}

/** One of several kinds, all good. */
function goodPackets(): Packet[] {
  const head = { version: 1 as const, epoch: '6f2c1f0e-4a53-4a51-9c39-1d6fdc4c6a11', sensor: 0 };
  const imu = { accelerationMPerS2: Float64Array.from({ length: 36 }, (_, i) => (i % 3 === 2 ? 9.75 : 0.25)), angularVelocityDegPerS: new Float64Array(36).fill(12.5) };
  return [
    { ...head, kind: 'imu6', sequence: 1, deviceTimeUs: 250_000, rateHz: 50, ...imu, magneticField: null },
    { ...head, kind: 'heart-rate', sequence: 2, deviceTimeUs: 500_000, readings: [{ offsetMs: 0, heartRateBpm: 104, contact: 'detected', rrMs: [578, 580] }] },
    { ...head, kind: 'battery', sequence: 3, deviceTimeUs: 750_000, percent: 80 },
    { ...head, kind: 'end', sequence: 4, deviceTimeUs: 1_000_000, lastSequence: 4 },
  ] as Packet[];
}
