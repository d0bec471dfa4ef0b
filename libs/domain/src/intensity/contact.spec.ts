import { describe, expect, it } from '@jest/globals';
import type { HeartRateReading } from '../session/block.js';
import { hearReading, passTime, startContact, type Contact } from './contact.js';

const reading = (tS: number, heartRateBpm: number, over: Partial<HeartRateReading> = {}): HeartRateReading => ({ tMs: tS * 1000, heartRateBpm, contact: 'unsupported', rrMs: [], ...over });

/** One reading a second, from `fromS` on; returns the state afterwards. */
function wear(contact: Contact, fromS: number, rates: number[]): void {
  rates.forEach((bpm, i) => {
    passTime(contact, (fromS + i) * 1000);
    hearReading(contact, reading(fromS + i, bpm));
  });
}

describe('contact (clinical B4)', () => {
  it('believes the first plausible reading', () => {
    const contact = startContact();
    expect(hearReading(contact, reading(0, 72))).toBe(true);
    expect(contact.state).toBe('ok');
  });

  it('goes ok, suspect after 3 s of silence, lost after 10 s more, recovering, ok after 5 s', () => {
    const contact = startContact();
    wear(contact, 0, [70, 71, 72]);
    passTime(contact, 4999);
    expect(contact.state).toBe('ok');
    passTime(contact, 5000);
    expect(contact.state).toBe('suspect');
    passTime(contact, 15_000);
    expect(contact.state).toBe('lost');
    expect(hearReading(contact, reading(20, 80))).toBe(false);
    expect(contact.state).toBe('recovering');
    wear(contact, 21, [81, 82, 81, 80]);
    expect(contact.state).toBe('recovering');
    expect(hearReading(contact, reading(25, 82))).toBe(true);
  });

  it('does not take "contact unsupported" for "contact lost"', () => {
    const contact = startContact();
    expect(hearReading(contact, reading(0, 72, { contact: 'unsupported' }))).toBe(true);
    expect(hearReading(contact, reading(1, 72, { contact: 'lost' }))).toBe(false);
    expect(contact.state).toBe('suspect');
  });

  it('drops one implausible number, and doubts the strap after three in a row', () => {
    const contact = startContact();
    wear(contact, 0, [150, 260, 152]);
    expect(contact.state).toBe('ok');
    wear(contact, 3, [260, 250]);
    expect(contact.state).toBe('ok');
    hearReading(contact, reading(5, 20));
    expect(contact.state).toBe('suspect');
  });

  it('doubts a number that stays the same for more than 30 s, unless beats come with it', () => {
    const onTable = startContact();
    wear(onTable, 0, new Array<number>(31).fill(72));
    expect(onTable.state).toBe('ok');
    wear(onTable, 31, [72]);
    expect(onTable.state).toBe('suspect');
    const worn = startContact();
    for (let s = 0; s < 60; s++) hearReading(worn, reading(s, 72, { rrMs: [833] }));
    expect(worn.state).toBe('ok');
  });
});
