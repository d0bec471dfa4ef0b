import type { BrokerAccount } from '#libs/data';

/** A command of Mosquitto's dynamic-security plugin (https://mosquitto.org/documentation/dynamic-security/). */
export interface SecurityCommand {
  command: string;
  [field: string]: unknown;
}

export interface SecurityAcl {
  acltype: 'publishClientSend' | 'publishClientReceive' | 'subscribePattern';
  topic: string;
  priority: number;
  allow: boolean;
}

/** What the plugin has now. */
export interface SecurityState {
  /** Role names of each client, and whether it may come in at all. */
  clients: Map<string, { roles: string[]; disabled: boolean }>;
  roles: Map<string, SecurityAcl[]>;
  /** What may be done that no role speaks of. */
  defaults: Map<string, boolean>;
}

interface SecurityAnswer {
  command: string;
  error?: string;
  data?: unknown;
}

export const readCommands: SecurityCommand[] = [
  { command: 'listClients', verbose: true },
  { command: 'listRoles', verbose: true },
  { command: 'getDefaultACLAccess' },
];

/** Nothing but by a role; what is subscribed may be received and given up. */
const wantedDefaults = { publishClientSend: false, publishClientReceive: true, subscribe: false, unsubscribe: true };

/** Throws when an answer is missing: nothing may be put right by half a picture. */
export function readState(answers: readonly SecurityAnswer[]): SecurityState {
  const { clients } = dataOf<{ clients: { username: string; disabled?: boolean; roles: { rolename: string }[] }[] }>(answers, 'listClients');
  const { roles } = dataOf<{ roles: { rolename: string; acls: SecurityAcl[] }[] }>(answers, 'listRoles');
  const { acls } = dataOf<{ acls: { acltype: string; allow: boolean }[] }>(answers, 'getDefaultACLAccess');
  return {
    clients: new Map(clients.map((client) => [client.username, { roles: client.roles.map(({ rolename }) => rolename), disabled: client.disabled === true }])),
    roles: new Map(roles.map(({ rolename, acls: own }) => [rolename, own])),
    defaults: new Map(acls.map(({ acltype, allow }) => [acltype, allow])),
  };
}

function dataOf<T>(answers: readonly SecurityAnswer[], command: string): T {
  const found = answers.find((answer) => answer.command === command);
  if (found?.data === undefined) throw new Error(`the broker said nothing of ${command}: ${found?.error ?? 'no answer'}`);
  return found.data as T;
}

/**
 * What makes the plugin's state what it should be. Roles of each device's own, since `%u` in a role's topics is not understood
 * before Mosquitto 2.1. `own`: client and role by this name are ours, and left alone; every other that is not wanted goes.
 */
export function planOf(accounts: readonly BrokerAccount[], state: SecurityState, own: string): SecurityCommand[] {
  const roles = new Map(accounts.map((account) => [roleNameOf(account), aclsOf(account)]));
  const wanted = new Map(accounts.map((account) => [account.name, roleNameOf(account)]));
  const extraClients = [...state.clients.keys()].filter((name) => name !== own && !wanted.has(name));
  const extraRoles = [...state.roles.keys()].filter((name) => name !== own && !roles.has(name));
  const isDefault = Object.entries(wantedDefaults).every(([acltype, allow]) => state.defaults.get(acltype) === allow);
  return [
    ...extraClients.map((username) => ({ command: 'deleteClient', username })),
    ...(isDefault ? [] : [{ command: 'setDefaultACLAccess', acls: Object.entries(wantedDefaults).map(([acltype, allow]) => ({ acltype, allow })) }]),
    ...[...roles].flatMap(([rolename, acls]) => roleCommand({ rolename, acls, has: state.roles.get(rolename) })),
    ...[...wanted].flatMap(([username, rolename]) => clientCommand({ username, rolename, has: state.clients.get(username) })),
    ...extraRoles.map((rolename) => ({ command: 'deleteRole', rolename })),
  ];
}

function roleCommand({ rolename, acls, has }: { rolename: string; acls: SecurityAcl[]; has: SecurityAcl[] | undefined }): SecurityCommand[] {
  if (has === undefined) return [{ command: 'createRole', rolename, acls }];
  return sameAcls(has, acls) ? [] : [{ command: 'modifyRole', rolename, acls }];
}

function clientCommand({ username, rolename, has }: { username: string; rolename: string; has: { roles: string[]; disabled: boolean } | undefined }): SecurityCommand[] {
  const roles = [{ rolename }];
  if (has === undefined) return [{ command: 'createClient', username, roles }];
  const isRight = !has.disabled && has.roles.length === 1 && has.roles[0] === rolename;
  return isRight ? [] : [{ command: 'modifyClient', username, roles }, ...(has.disabled ? [{ command: 'enableClient', username }] : [])];
}

function roleNameOf({ deviceId, kind }: BrokerAccount): string {
  return kind === 'recovery' ? `recovery-${deviceId}` : `device-${deviceId}`;
}

/** docs/api/access.md. A recovery ticket brings packets and asks for nothing. */
function aclsOf({ deviceId, kind }: BrokerAccount): SecurityAcl[] {
  const own = `v1/d/${deviceId}`;
  const sends = kind === 'recovery' ? [`${own}/up/f`, `${own}/up/f/json`] : [`${own}/up/#`, `${own}/state`];
  return [
    ...sends.map((topic) => allow('publishClientSend', topic)),
    allow('publishClientReceive', `${own}/down/#`),
    allow('subscribePattern', `${own}/down/#`),
  ];
}

function allow(acltype: SecurityAcl['acltype'], topic: string): SecurityAcl {
  return { acltype, topic, priority: 0, allow: true };
}

function sameAcls(a: readonly SecurityAcl[], b: readonly SecurityAcl[]): boolean {
  const keys = (acls: readonly SecurityAcl[]): string => acls.map((acl) => `${acl.acltype} ${acl.topic} ${acl.allow}`).sort().join('\n');
  return keys(a) === keys(b);
}
