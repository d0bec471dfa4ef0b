import { describe, expect, it } from '@jest/globals';
import { maySubscribe, publishRefusal } from './device-access.js';

const deviceId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const other = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const device = { deviceId, number: 1, kind: 'secret' } as const;
const recovery = { deviceId, number: 2, kind: 'recovery' } as const;
const own = `v1/d/${deviceId}`;
const publish = (topic: string, changes: { retain?: boolean; qos?: 0 | 1 | 2 } = {}) => ({ topic, retain: false, qos: 1 as const, ...changes });

describe('what a device may touch', () => {
  it.each([`${own}/up/f`, `${own}/up/f/json`, `${own}/up/q`, `${own}/up/shown`, `${own}/up/g`, `${own}/state`])('it publishes on %s', (topic) => {
    expect(publishRefusal(device, publish(topic))).toBeNull();
  });

  it.each([
    `v1/d/${other}/up/f`, `${own}/down/ctl`, `${own}/down/wm`, own, `${own}/`, `${own}/up`, `${own}x/up/f`, `${own}/state/x`, `v1/d/${deviceId.toUpperCase()}/up/f`,
    '$SYS/x', '$CONTROL/dynamic-security/v1', `$share/ingest/${own}/up/f`, `/${own}/up/f`, 'v1/d//up/f', '', `${own}/up/${'a/'.repeat(150)}`,
  ])('it does not publish on %s', (topic) => {
    expect(publishRefusal(device, publish(topic))).not.toBeNull();
  });

  it('nothing that is kept, and nothing with QoS 2', () => {
    expect(publishRefusal(device, publish(`${own}/up/f`, { retain: true }))).toContain('retained');
    expect(publishRefusal(device, publish(`${own}/up/f`, { qos: 2 }))).toContain('QoS 2');
  });

  it('it reads what it is told, and nothing else', () => {
    const topics = [`${own}/down/wm`, `${own}/down/ctl`, `${own}/down/#`, `${own}/down/+`, `${own}/up/f`, `${own}/#`, `v1/d/${other}/down/wm`, 'v1/d/+/down/wm', '#', '$SYS/#', `$share/x/${own}/down/wm`, `${own}/down/wm/#`];
    expect(topics.filter((topic) => maySubscribe(device, topic))).toEqual(topics.slice(0, 4));
  });

  it('a recovery ticket brings packets and asks for nothing', () => {
    const topics = ['up/f', 'up/f/json', 'up/q', 'up/shown', 'state'];
    expect(topics.filter((topic) => publishRefusal(recovery, publish(`${own}/${topic}`)) === null)).toEqual(['up/f', 'up/f/json']);
    expect(publishRefusal(recovery, publish(`v1/d/${other}/up/f`))).not.toBeNull();
  });
});
