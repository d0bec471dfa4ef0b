import { randomUUID } from 'node:crypto';
import { admits, policies, type DeclaredRoute, type PolicyName } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { marksOf, params, queries, routeFacts } from './route-facts.js';
import { actorNames, makeWorld, type PatientRecord, type World, type WorldActor } from './world.js';

/** `own` is patient A's record, `foreign` that of another clinic. `foreign-body`, `nested`: own in the path, foreign in the body or further on in the path. `stale`: who they are was shown long ago. */
type Target = 'none' | 'own' | 'foreign' | 'missing' | 'foreign-body' | 'nested' | 'stale';

interface Case {
  actor: WorldActor;
  target: Target;
  expected: 'done' | 'open' | 401 | 403 | 404;
}

export interface MatrixResult {
  asserted: number;
  /** In words. */
  wrong: string[];
}

const done = [200, 201, 204];

interface Trial {
  dataSource: DataSource;
  url: string;
  /** In which everybody reads. */
  library: World;
  route: DeclaredRoute;
  policy: PolicyName;
  /** For mutants, of which one wrong answer is enough. */
  stopAtFirst?: boolean;
}

/** Everybody asks one route for everything: what changes something in a world of its own, what reads in that of all who read. */
export async function tryRoute({ dataSource, url, library, route, policy, stopAtFirst = false }: Trial): Promise<MatrixResult> {
  const key = `${route.method} ${route.path}`;
  if (route.method !== 'GET' && !(key in routeFacts)) throw new Error(`tests/medium/access/route-facts.ts does not know ${key}`);
  const world = route.method === 'GET' ? library : await makeWorld(dataSource);
  for (const record of [world.a, world.c]) await routeFacts[key]?.prepare?.(dataSource, record);
  const result: MatrixResult = { asserted: 0, wrong: [] };
  const missing = new Map<string, string>();
  for (const each of casesOf(route, policy, world)) {
    if (each.target === 'stale') await dataSource.query(`UPDATE sign_in SET proven_at = now() - interval '1 hour' WHERE id = $1`, [each.actor.signInId]);
    const answer = await ask(url, { route, world, each });
    if (each.target === 'stale') await dataSource.query('UPDATE sign_in SET proven_at = now() WHERE id = $1', [each.actor.signInId]);
    result.asserted++;
    const problem = problemWith(answer, { each, world, alsoDone: routeFacts[key]?.alsoDone ?? [], policy, missing });
    if (problem !== null) result.wrong.push(`${key} as ${each.actor.name} (${each.target}): ${problem}`);
    if (stopAtFirst && result.wrong.length > 0) break;
  }
  return result;
}

/** Those who are refused first: what succeeds may change what is there. */
function casesOf(route: DeclaredRoute, policy: PolicyName, world: World): Case[] {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const facts = routeFacts[`${route.method} ${route.path}`];
  const targets: Target[] = names.length === 0 ? ['none'] : ['foreign', 'missing', ...(facts?.foreignBody === undefined ? [] : ['foreign-body' as const]), ...(names.length > 1 ? ['nested' as const] : []), 'own'];
  const all = actorNames.flatMap((name) => targets.map((target): Case => ({ actor: world.actors[name], target, expected: expectedOf({ policy, actor: world.actors[name], target }) })));
  const stale = route.stepUp ? actorNames.filter((name) => admits(policy, world.actors[name].roles)).map((name): Case => ({ actor: world.actors[name], target: 'stale', expected: 403 })) : [];
  return [...stale, ...all.filter(({ expected }) => expected !== 'done'), ...all.filter(({ expected }) => expected === 'done')];
}

function expectedOf({ policy, actor, target }: { policy: PolicyName; actor: WorldActor; target: Target }): Case['expected'] {
  const { roles, scope } = policies[policy];
  if (roles === 'anybody') return 'open';
  const isDevice = actor.name === 'device' || actor.name === 'other device';
  if (roles === 'a device') return isDevice ? 'done' : 401;
  if (actor.id === null) return 401;
  if (!admits(policy, actor.roles)) return 403;
  if (target === 'none') return 'done';
  if (scope === 'self') return target === 'own' ? 'done' : 404;
  const isOfClinicTwo = actor.name === 'therapist of another clinic';
  const ownRecord = scope === 'clinic' ? !isOfClinicTwo : actor.name === 'therapist in care';
  if (target === 'foreign') return isOfClinicTwo ? 'done' : 404;
  return ownRecord && target === 'own' ? 'done' : 404;
}

async function ask(url: string, { route, world, each }: { route: DeclaredRoute; world: World; each: Case }): Promise<{ status: number; text: string }> {
  const { method, path } = route;
  const { target, actor } = each;
  const record = target === 'foreign' ? world.c : world.a;
  let nth = 0;
  const filled = path.replace(/:(\w+)/g, (_whole, name: string) => idFor(name, { target, record, world, actor, nth: nth++ }));
  const facts = routeFacts[`${method} ${path}`];
  const body = target === 'foreign-body' ? facts?.foreignBody?.(world.a, world.c) : facts?.body?.(record);
  const response = await fetch(`${url}${filled}${queries[`${method} ${path}`] ?? ''}`, {
    method,
    headers: { ...actor.headers, ...(method === 'GET' ? {} : { origin: url }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

function idFor(name: string, { target, record, world, actor, nth }: { target: Target; record: PatientRecord; world: World; actor: WorldActor; nth: number }): string {
  if (target === 'missing') return randomUUID();
  if (name === 'signInId') return target === 'foreign' ? world.foreign.otherSignInId : actor.otherSignInId;
  if (name === 'ownClaimId') return target === 'foreign' ? world.c.claimId : actor.ownClaimId;
  if (name === 'ownSessionId') return target === 'foreign' ? world.c.sessionId : actor.ownSessionId;
  if (name === 'ownInstructionId') return target === 'foreign' ? world.c.instructionId : actor.ownInstructionId;
  if (name === 'consentId') return target === 'foreign' ? world.foreign.consentId : actor.consentId;
  if (name === 'passkeyId') return target === 'foreign' ? world.foreign.passkeyId : actor.passkeyId;
  if (!(name in params)) throw new Error(`tests/medium/access/route-facts.ts does not know :${name}`);
  return params[name](target === 'nested' && nth > 0 ? world.c : record);
}

function problemWith(answer: { status: number; text: string }, { each, world, alsoDone, policy, missing }: { each: Case; world: World; alsoDone: number[]; policy: PolicyName; missing: Map<string, string> }): string | null {
  const { status, text } = answer;
  const { expected, target, actor } = each;
  if (expected === 'open') return (status === 401 || status === 403 || status >= 500) && !alsoDone.includes(status) && !(status === 503) ? `${status}` : null;
  if (expected === 'done') {
    if (!done.includes(status) && !alsoDone.includes(status)) return `${status} ${text.slice(0, 200)}`;
    const foreign = hiddenFrom(actor, policy, world).filter((mark) => text.includes(mark));
    return foreign.length > 0 ? 'shows what is foreign' : null;
  }
  if (status !== expected) return `${status}, not ${expected}`;
  if (target === 'stale' && !text.includes('step-up')) return 'another refusal than step-up';
  if (expected !== 404) return null;
  // What is foreign and what is missing are told in the same bytes.
  const before = missing.get(actor.name) ?? text;
  missing.set(actor.name, before);
  return before === text ? null : `tells foreign from missing: ${text} and ${before}`;
}

/** Marks that must not be in an answer for this actor. */
function hiddenFrom(actor: WorldActor, policy: PolicyName, { a, c }: World): string[] {
  if (policies[policy].scope === 'nothing') return [];
  // Names of the clinic's patients and nothing else.
  if (policy === 'emergency' && actor.name !== 'therapist of another clinic') return [...marksOf(a).slice(1), ...marksOf(c)];
  const seesA = ['therapist in care', 'clinic admin', 'auditor', 'device', 'patient A'].includes(actor.name);
  const seesC = ['therapist of another clinic', 'other device'].includes(actor.name);
  return [...(seesA ? [] : marksOf(a)), ...(seesC ? [] : marksOf(c))];
}
