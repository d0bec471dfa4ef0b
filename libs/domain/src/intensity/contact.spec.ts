import { describe, expect, it } from '@jest/globals';
import type { HeartRateReading } from '../session/block.js';
import { hearReading, passTime, startContact, type Contact } from './contact.js';

const reading = (tS: number, heartRateBpm: number, over: Partial<HeartRateReading> = {}): HeartRateReading => ({ tMs: tS * 1000, heartRateBpm, contact: 'unsupported', rrMs: [], ...over });

/** One reading a second, from `fromS` on; returns the state afterwards. */
function wear(contact: Contact, fromS: number, rates: number[]): void {
  rates.forEach((bpm, i) => {
    passTime(contact, (fromS + i) * 1000);
    hearReading(contact, reading(fromS + i, bpm), null);
  });
}

describe('contact (clinical B4)', () => {
  it('believes the first plausible reading', () => {
    const contact = startContact();
    expect(hearReading(contact, reading(0, 72), null)).toBe(true);
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
    expect(hearReading(contact, reading(20, 80), null)).toBe(false);
    expect(contact.state).toBe('recovering');
    wear(contact, 21, [81, 82, 81, 80]);
    expect(contact.state).toBe('recovering');
    expect(hearReading(contact, reading(25, 82), null)).toBe(true);
  });

  it('does not take "contact unsupported" for "contact lost"', () => {
    const contact = startContact();
    expect(hearReading(contact, reading(0, 72, { contact: 'unsupported' }), null)).toBe(true);
    expect(hearReading(contact, reading(1, 72, { contact: 'lost' }), null)).toBe(false);
    expect(contact.state).toBe('suspect');
  });

  it('drops one implausible number, and doubts the strap after three in a row', () => {
    const contact = startContact();
    wear(contact, 0, [150, 260, 152]);
    expect(contact.state).toBe('ok');
    wear(contact, 3, [260, 250]);
    expect(contact.state).toBe('ok');
    hearReading(contact, reading(5, 20), null);
    expect(contact.state).toBe('suspect');
  });

  it('doubts a number that stays the same for more than 30 s, unless beats come with it', () => {
    const onTable = startContact();
    wear(onTable, 0, new Array<number>(31).fill(72));
    expect(onTable.state).toBe('ok');
    wear(onTable, 31, [72]);
    expect(onTable.state).toBe('suspect');
    const worn = startContact();
    for (let s = 0; s < 60; s++) hearReading(worn, reading(s, 72, { rrMs: [833] }), 0);
    expect(worn.state).toBe('ok');
  });

  it('doubts after 10 s already when the strap used to send beats (feature A2)', () => {
    const contact = startContact();
    hearReading(contact, reading(0, 71, { rrMs: [845] }), null);
    wear(contact, 1, new Array<number>(11).fill(72));
    expect(contact.state).toBe('ok');
    wear(contact, 12, [72]);
    expect(contact.state).toBe('suspect');
    wear(contact, 13, new Array<number>(10).fill(72));
    expect(contact).toMatchObject({ state: 'lost', staleFromMs: 1000 });
  });

  it('doubts when more than a fifth of the beats of 10 s were rejected', () => {
    const contact = startContact();
    expect(hearReading(contact, reading(0, 72), 0.2)).toBe(true);
    expect(hearReading(contact, reading(1, 72), 0.21)).toBe(false);
    expect(contact).toMatchObject({ state: 'suspect', staleFromMs: 1000 });
  });

  it('says from where on nothing was to be believed', () => {
    const contact = startContact();
    wear(contact, 0, [70, 71, 72]);
    passTime(contact, 5000);
    passTime(contact, 15_000);
    expect(contact).toMatchObject({ state: 'lost', staleFromMs: 2001 });
  });
});
