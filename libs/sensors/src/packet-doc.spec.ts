import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decodeJson, decodePacket, encodePacket, packetLimits } from './index.js';
import { contacts, field, kinds, typedArrayTag } from './packet-fields.js';

const docs = resolve(import.meta.dirname, '../../../docs');
const text = readFileSync(`${docs}/packet.md`, 'utf8');
const cddl = readFileSync(`${docs}/packet.cddl`, 'utf8');
const blocks = (language: string): string[] => [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map((match) => match[1].trim());
const examples = blocks('json').filter((json) => json.includes('"kind"'));

describe('docs/packet.md', () => {
  it.each(blocks('hex').map((hex, i) => [hex, examples[i]]))('%s is the packet that stands below it', (hex, json) => {
    const bytes = Buffer.from(hex, 'hex');
    const fromJson = decodeJson(json);
    expect(decodePacket(bytes)).toEqual({ ok: true, packet: fromJson.ok ? fromJson.packet.packet : fromJson });
    expect(fromJson.ok && Buffer.from(fromJson.packet.bytes).toString('hex')).toBe(hex);
  });

  it('has an example of movement and one of heart rate', () => {
    expect(examples.map((json) => (JSON.parse(json) as { kind: string }).kind)).toEqual(['heart-rate', 'imu6']);
  });

  it('names every reason for which the decoder refuses', () => {
    const source = readFileSync(resolve(import.meta.dirname, 'packet.ts'), 'utf8');
    const reasons = [...(/type MalformedReason =([^;]*);/.exec(source)?.[1] ?? '').matchAll(/'([\w-]+)'/g)].map((match) => match[1]);
    expect(reasons.length).toBeGreaterThan(10);
    for (const reason of reasons) expect(text).toContain(`\`${reason}\``);
  });
});

describe('docs/packet.cddl', () => {
  it('has every field by its number and name, and no other number', () => {
    const named = cddl.split('\n').map((line) => line.replace(/#6\.\d+/g, ''));
    for (const [name, number] of Object.entries(field)) {
      if (name === 'kind') continue;
      expect(named.some((line) => new RegExp(`(^|[ ,{])${number}: `).test(line) && (line.includes(name) || ['rateHz', 'samples', 'readings'].includes(name)))).toBe(true);
    }
    const used = named.flatMap((line) => [...line.split(';')[0].matchAll(/(?:^|[ ,{])(\d+): /g)].map((match) => Number(match[1])));
    expect(new Set(used)).toEqual(new Set(Object.values(field)));
  });

  it('has every kind by its number', () => {
    kinds.forEach((kind, number) => expect(cddl).toMatch(new RegExp(`^${kind} = \\{\\s*head, 5: ${number},`, 'm')));
  });

  it('has the limits and tags of the code', () => {
    expect(contacts).toEqual(['detected', 'lost', 'unsupported']);
    for (const tag of Object.values(typedArrayTag)) expect(cddl).toContain(`#6.${tag}(bstr)`);
    for (const limit of [packetLimits.maxSequence, packetLimits.maxDeviceTimeUs]) expect(cddl).toContain(`..${limit}`);
    expect(cddl).toContain(`0..${packetLimits.sensors - 1}`);
    expect(cddl).toContain(`${packetLimits.minRateHz}..${packetLimits.maxRateHz}`);
    expect(cddl).toContain(`1*${packetLimits.readings} reading`);
  });

  it('is what the encoder writes: a gap and an end, field by field', () => {
    const head = { version: 1 as const, epoch: '6f2c1f0e-4a53-4a51-9c39-1d6fdc4c6a11', sequence: 3, sensor: 1, deviceTimeUs: 5 };
    expect(Buffer.from(encodePacket({ ...head, kind: 'end', lastSequence: 3 })).toString('hex')).toBe('a7000101506f2c1f0e4a534a519c391d6fdc4c6a1102030301040505070e03');
    expect(Buffer.from(encodePacket({ ...head, kind: 'gap', untilUs: 9, reason: 'radio' })).toString('hex')).toBe('a8000101506f2c1f0e4a534a519c391d6fdc4c6a1102030301040505060c65726164696f0d09');
  });
});
