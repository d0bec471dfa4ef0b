import { describe, expect, it } from '@jest/globals';
import { arrangeOwned } from './owned-tables.js';

describe('tables with rows of patients', () => {
  it('are found by the column, by what they refer to at any distance, and come before what they refer to', () => {
    const references = [
      { child: 'session', column: 'patient_id', parent: 'patient' }, { child: 'stream', column: 'session_id', parent: 'session' },
      { child: 'packet', column: 'stream_id', parent: 'stream' }, { child: 'session', column: 'plan_id', parent: 'plan' }, { child: 'plan', column: 'patient_id', parent: 'patient' },
      { child: 'practitioner', column: 'clinic_id', parent: 'clinic' }, { child: 'token', column: 'account_id', parent: 'account' }, { child: 'audit_event', column: 'session_id', parent: 'session' },
    ];
    const found = arrangeOwned(references, ['session', 'plan', 'audit_event']);
    const order = found.map(({ table }) => table);
    expect([...order].sort()).toEqual(['account', 'packet', 'patient', 'plan', 'session', 'stream', 'token']);
    for (const [first, then] of [['packet', 'stream'], ['stream', 'session'], ['session', 'plan'], ['session', 'patient'], ['plan', 'patient'], ['token', 'account']]) expect(order.indexOf(first)).toBeLessThan(order.indexOf(then));
    expect(found.find(({ table }) => table === 'packet')?.isTheirs).toBe(
      'packet.stream_id = ANY (ARRAY(SELECT stream.id FROM stream WHERE stream.session_id = ANY (ARRAY(SELECT session.id FROM session WHERE session.patient_id = $1))))');
  });

  it('that refer to each other in a circle are refused', () => {
    const circle = [{ child: 'a', column: 'b_id', parent: 'b' }, { child: 'b', column: 'a_id', parent: 'a' }];
    expect(() => arrangeOwned(circle, ['a', 'b'])).toThrow('in a circle: a, b, a');
  });
});
