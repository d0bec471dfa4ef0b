import { describe, expect, it } from '@jest/globals';
import { newSealKeys, Seal, SealError } from './seal.js';

const key = (id: string, fill = 0): string => `${id}:${Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 7 + fill) % 256)).toString('base64url')}`;

describe('a sealed text', () => {
  it('opens where it was sealed, and never looks the same', () => {
    const seal = new Seal(newSealKeys());
    const [one, two] = [seal.seal('Ada Müller', 'patient.name:1'), seal.seal('Ada Müller', 'patient.name:1')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('Ada');
    expect([seal.open(one, 'patient.name:1'), seal.open(two, 'patient.name:1')]).toEqual(['Ada Müller', 'Ada Müller']);
    expect(seal.open(seal.seal('', 'x'), 'x')).toBe('');
  });

  it('does not open in another place, when it was changed, or without its key', () => {
    const seal = new Seal(key('a'));
    const sealed = seal.seal('text', 'here');
    expect(() => seal.open(sealed, 'there')).toThrow(SealError);
    expect(() => seal.open(`${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`, 'here')).toThrow(SealError);
    expect(() => new Seal(key('a', 1)).open(sealed, 'here')).toThrow(SealError);
    expect(() => new Seal(key('b')).open(sealed, 'here')).toThrow('sealed with key a, which is not in DATA_KEYS');
    expect(() => seal.open('a:AAAA', 'here')).toThrow(SealError);
  });

  it('stays readable when a new key has come before its own', () => {
    const sealed = new Seal(key('old')).seal('text', 'here');
    const both = new Seal(`${key('new', 1)},${key('old')}`);
    expect(both.open(sealed, 'here')).toBe('text');
    expect(both.seal('text', 'here')).toMatch(/^new:/);
  });

  it('is found by a key of its own, under every key there is', () => {
    const [old, fresh, both] = [new Seal(key('old')), new Seal(key('new', 1)), new Seal(`${key('new', 1)},${key('old')}`)];
    expect(both.lookUp('ada@clinic.example')).toEqual(fresh.lookUp('ada@clinic.example'));
    expect(both.lookUps('ada@clinic.example')).toEqual([fresh.lookUp('ada@clinic.example'), old.lookUp('ada@clinic.example')]);
    expect(old.lookUp('ada@clinic.example')).not.toEqual(old.lookUp('ida@clinic.example'));
    expect([both.isNewest(fresh.seal('x', 'y')), both.isNewest(old.seal('x', 'y'))]).toEqual([true, false]);
  });

  it.each([
    ['nothing', ''], ['no id', key('')], ['a short key', 'k:AAAA'], ['zeros', `k:${Buffer.alloc(32).toString('base64url')}`], ['one twice', `${key('k')},${key('k', 1)}`],
    ['words', `k:${Buffer.from('changeme'.repeat(4)).toString('base64url')}`],
  ])('takes no keys of %s', (_what, text) => {
    expect(() => new Seal(text)).toThrow(SealError);
  });
});
