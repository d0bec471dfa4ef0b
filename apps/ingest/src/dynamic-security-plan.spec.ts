import { describe, expect, it } from '@jest/globals';
import { planOf, readState } from './dynamic-security-plan.js';

const deviceId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const account = { deviceId, number: 1, kind: 'secret', name: deviceId, passwordHash: '$7$' } as const;
const acl = (acltype: 'publishClientSend' | 'publishClientReceive' | 'subscribePattern', topic: string) => ({ acltype, topic, priority: 0, allow: true });
const acls = [
  acl('publishClientSend', `v1/d/${deviceId}/up/#`), acl('publishClientSend', `v1/d/${deviceId}/state`),
  acl('publishClientReceive', `v1/d/${deviceId}/down/#`), acl('subscribePattern', `v1/d/${deviceId}/down/#`),
];
const defaults = [{ acltype: 'publishClientSend', allow: false }, { acltype: 'publishClientReceive', allow: true }, { acltype: 'subscribe', allow: false }, { acltype: 'unsubscribe', allow: true }];
const state = (clients: object[], roles: object[], acls_ = defaults) =>
  readState([
    { command: 'listClients', data: { clients: [{ username: 'ingest', roles: [{ rolename: 'ingest' }] }, ...clients] } },
    { command: 'listRoles', data: { roles: [{ rolename: 'ingest', acls: [] }, ...roles] } },
    { command: 'getDefaultACLAccess', data: { acls: acls_ } },
  ]);
const right = { clients: [{ username: deviceId, roles: [{ rolename: `device-${deviceId}` }] }], roles: [{ rolename: `device-${deviceId}`, acls }] };

describe('the plan for the dynamic-security plugin', () => {
  it('makes a role and a client for a device that is new', () => {
    expect(planOf([account], state([], []), 'ingest')).toEqual([
      { command: 'createRole', rolename: `device-${deviceId}`, acls },
      { command: 'createClient', username: deviceId, roles: [{ rolename: `device-${deviceId}` }] },
    ]);
  });

  it('is empty when all is as it should be, in whatever order the plugin tells it', () => {
    expect(planOf([account], state(right.clients, [{ ...right.roles[0], acls: [...acls].reverse() }]), 'ingest')).toEqual([]);
  });

  it('puts right what somebody changed: rights added, a role given, a client switched off, the defaults opened', () => {
    const wide = [{ ...right.roles[0], acls: [...acls, acl('subscribePattern', '#')] }];
    const client = [{ ...right.clients[0], disabled: true, roles: [{ rolename: `device-${deviceId}` }, { rolename: 'ingest' }] }];
    const open = defaults.map(({ acltype }) => ({ acltype, allow: true }));
    expect(planOf([account], state(client, wide, open), 'ingest')).toEqual([
      { command: 'setDefaultACLAccess', acls: defaults },
      { command: 'modifyRole', rolename: `device-${deviceId}`, acls },
      { command: 'modifyClient', username: deviceId, roles: [{ rolename: `device-${deviceId}` }] },
      { command: 'enableClient', username: deviceId },
    ]);
  });

  it('takes out whoever is not wanted, and closes their connection before anything else', () => {
    const intruder = { username: 'admin', roles: [{ rolename: 'admin' }] };
    expect(planOf([], state([...right.clients, intruder], [...right.roles, { rolename: 'admin', acls: [] }]), 'ingest')).toEqual([
      { command: 'deleteClient', username: deviceId }, { command: 'deleteClient', username: 'admin' },
      { command: 'deleteRole', rolename: `device-${deviceId}` }, { command: 'deleteRole', rolename: 'admin' },
    ]);
  });

  it('gives a recovery ticket packets and nothing else', () => {
    const [role] = planOf([{ ...account, number: 2, name: `${deviceId}.2`, kind: 'recovery' }], state([], []), 'ingest');
    expect(role).toMatchObject({ rolename: `recovery-${deviceId}`, acls: [acl('publishClientSend', `v1/d/${deviceId}/up/f`), acl('publishClientSend', `v1/d/${deviceId}/up/f/json`), acls[2], acls[3]] });
  });

  it('is not made from half a picture', () => {
    expect(() => readState([{ command: 'listClients', error: 'Access denied' }])).toThrow(/listClients: Access denied/);
  });
});
