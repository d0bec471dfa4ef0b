import { describe, expect, it } from '@jest/globals';
import { anAlert } from '../../../../tests/support/browser-facts.js';
import { bursts } from './burst.js';
import { nextRing, silent, type RingFacts, type Ringing } from './ringing.js';

type Alerts = RingFacts['alerts'];
const high = anAlert('h', { priority: 'high' });
const medium = anAlert('m', { priority: 'medium' });
const plug = anAlert('t', { priority: 'high', kind: 'technical' });

/** Looked at four times a second: what was heard, and at which second. `at`: what rings from that second on. */
function listen(at: readonly [seconds: number, alerts: Alerts, isNotLive?: boolean][], untilS: number): [number, string][] {
  const heard: [number, string][] = [];
  let ringing: Ringing = silent;
  for (let ms = 0; ms < untilS * 1000; ms += 250) {
    const [, alerts, isNotLive = false] = at.filter(([seconds]) => seconds * 1000 <= ms).at(-1) ?? [0, []];
    const next = nextRing(ringing, { alerts, isNotLive, nowMs: ms });
    ringing = next.ringing;
    if (next.burst !== null) heard.push([ms / 1000, next.burst.name]);
  }
  return heard;
}

describe('what is heard', () => {
  it('high again and again until it is answered', () => {
    expect(listen([[0, []], [1, [high]], [18, []]], 60)).toEqual([[1, 'clinical-high'], [9, 'clinical-high'], [17, 'clinical-high']]);
  });

  it('medium once, and once more at each step of its escalation', () => {
    expect(listen([[0, [medium]], [120, [{ ...medium, escalationStep: 1 }]], [300, [{ ...medium, escalationStep: 2 }]]], 400)).toEqual([[0, 'clinical-medium'], [120, 'clinical-medium'], [300, 'clinical-medium']]);
  });

  it('nothing while it is snoozed, though it ends and comes again; when it is over, once more (Nightscout #8231)', () => {
    expect(listen([[0, [medium]], [10, []], [310, [{ ...medium, escalationStep: 0 }]]], 400)).toEqual([[0, 'clinical-medium'], [310, 'clinical-medium']]);
  });

  it('what has become high breaks the silence at once', () => {
    expect(listen([[0, [medium]], [10, []], [20, [{ ...medium, priority: 'high' }]]], 25)).toEqual([[0, 'clinical-medium'], [20, 'clinical-high']]);
  });

  it('another one of high priority at once, not at the next turn, and never two at the same time', () => {
    const second = anAlert('h2', { priority: 'high' });
    expect(listen([[0, [high]], [5, [high, second]]], 8)).toEqual([[0, 'clinical-high'], [5, 'clinical-high']]);
    const [[firstAt], [secondAt]] = listen([[0, [high]], [1, [high, second]]], 8);
    expect((secondAt - firstAt) * 1000).toBeGreaterThanOrEqual(bursts['clinical-high'].lengthS * 1000);
  });

  it('a patient before a plug; the plug with a sound of its own', () => {
    expect(listen([[0, [plug, high]]], 1)).toEqual([[0, 'clinical-high']]);
    expect(listen([[0, [plug]]], 1)).toEqual([[0, 'technical-high']]);
  });

  it('several medium ones that come together: one sound', () => {
    expect(listen([[0, [medium, anAlert('m2', { priority: 'medium', kind: 'technical' })]]], 60)).toEqual([[0, 'clinical-medium']]);
  });

  it('a dead line with a sound of its own, until it lives', () => {
    expect(listen([[0, []], [1, [], true], [20, []]], 60)).toEqual([[1, 'not-live'], [16, 'not-live']]);
    expect(listen([[0, [high], true]], 7).map(([, name]) => name)).toEqual(['clinical-high', 'not-live']);
  });

  it('nothing of what is low', () => {
    expect(listen([[0, [anAlert('l', { priority: 'low' })]]], 30)).toEqual([]);
  });
});

describe('a burst (IEC 60601-1-8:2006, tables 3 and 4)', () => {
  it.each(['clinical-high', 'technical-high'] as const)('%s: ten pulses of 75 to 200 ms, three and two, twice', (name) => {
    const { pulses } = bursts[name];
    expect(pulses.length).toBe(10);
    const gaps = pulses.slice(1).map(({ startS }, i) => startS - pulses[i].startS - pulses[i].durationS);
    for (const { durationS } of pulses) expect(durationS).toBeGreaterThanOrEqual(0.075);
    for (const i of [0, 1, 3, 5, 6, 8]) expect(gaps[i]).toBeCloseTo(0.1, 9);
    // 2x and one pulse, before the fourth and the ninth.
    for (const i of [2, 7]) expect(gaps[i]).toBeCloseTo(2 * 0.1 + 0.15, 9);
    expect(gaps[4]).toBeGreaterThanOrEqual(0.35);
    expect(gaps[4]).toBeLessThanOrEqual(1.3);
  });

  it.each(['clinical-medium', 'technical-medium'] as const)('%s: three pulses', (name) => expect(bursts[name].pulses.length).toBe(3));

  it('clinical rises and technical falls; every fundamental is between 150 and 1000 Hz', () => {
    const melody = (name: keyof typeof bursts): number[] => bursts[name].pulses.map(({ frequencyHz }) => frequencyHz);
    expect(melody('clinical-medium')).toEqual([261.63, 329.63, 392]);
    expect(melody('technical-medium')).toEqual([523.25, 261.63, 261.63]);
    for (const { pulses } of Object.values(bursts)) for (const { frequencyHz } of pulses) expect(frequencyHz > 150 && frequencyHz < 1000).toBe(true);
  });
});
