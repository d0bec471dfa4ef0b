import { Role } from '#libs/contracts';
import { RequestMethod, SetMetadata, type INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';

/** `roles`: who may call it at all; anybody else is told 403. `scope`: whose things it is about; anything else is told as missing. */
interface PolicyTerms {
  roles: 'anybody' | 'a device' | readonly Role[];
  /** `care`: patients in whose care team the actor is. `clinic`: people of the actor's clinic. `self`: the actor. `nothing`: no person's data. */
  scope: 'nothing' | 'self' | 'care' | 'clinic';
}

const everyone = Role.options;

/** Every policy there is. A route names one. */
export const policies = {
  public: { roles: 'anybody', scope: 'nothing' },
  'signed-in': { roles: everyone, scope: 'self' },
  practitioner: { roles: ['therapist'], scope: 'care' },
  patient: { roles: ['patient'], scope: 'self' },
  'clinic-admin': { roles: ['clinic-admin'], scope: 'clinic' },
  /** Without being in care: names of the clinic's patients, and the way in where somebody must be helped. */
  emergency: { roles: ['therapist'], scope: 'clinic' },
  auditor: { roles: ['auditor'], scope: 'clinic' },
  /** By its own credential; about itself alone. */
  device: { roles: 'a device', scope: 'self' },
} as const satisfies Record<string, PolicyTerms>;

export type PolicyName = keyof typeof policies;

/** Whether one of these roles is enough. Says nothing about whose things it is. */
export function admits(name: PolicyName, roles: readonly Role[]): boolean {
  const terms: PolicyTerms = policies[name];
  if (typeof terms.roles === 'string') return terms.roles === 'anybody';
  return terms.roles.some((role) => roles.includes(role));
}

export const policyKey = 'tendon:policy';
export const stepUpKey = 'tendon:step-up';

/** Every route declares who may call it; one that does not keeps the server from starting. */
export const Policy = (name: PolicyName): MethodDecorator => SetMetadata(policyKey, name);

/** Only for somebody who has shown a moment ago who they are: for what cannot be taken back. */
export const StepUp = (): MethodDecorator => SetMetadata(stepUpKey, true);

/** Where Nest keeps what `@Get()` and its like say. */
const httpMethodKey = 'method';
const pathKey = 'path';

export interface DeclaredRoute {
  /** Class and method. */
  handler: string;
  method: string;
  path: string;
  /** null: none declared. */
  policy: PolicyName | null;
  /** Asks again who it is. */
  stepUp: boolean;
}

/** Every HTTP route of the application with its policy. Works in Nest's preview mode too, in which nothing is constructed. */
export function declaredPolicies(app: INestApplicationContext): DeclaredRoute[] {
  const scanner = new MetadataScanner();
  return new DiscoveryService(app.get(ModulesContainer)).getControllers().flatMap(({ instance, metatype, name }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    const base = String(Reflect.getMetadata(pathKey, metatype as object));
    return scanner
      .getAllMethodNames(prototype)
      .filter((each) => Reflect.hasMetadata(httpMethodKey, prototype[each]))
      .map((each) => routeOf(prototype[each], { handler: `${name}.${each}`, base }));
  });
}

function routeOf(method: object, { handler, base }: { handler: string; base: string }): DeclaredRoute {
  const path = [base, String(Reflect.getMetadata(pathKey, method))].flatMap((part) => part.split('/')).filter((part) => part !== '').join('/');
  const policy = (Reflect.getMetadata(policyKey, method) as PolicyName | undefined) ?? null;
  const stepUp = Reflect.getMetadata(stepUpKey, method) === true;
  return { handler, method: RequestMethod[Reflect.getMetadata(httpMethodKey, method) as number], path: `/${path}`, policy, stepUp };
}

/** Refuses to start when a route has no policy: the mistake of most published advisories in this field (reliability 0.1, OpenEMR). */
export function assertEveryRouteHasPolicy(app: INestApplicationContext): void {
  const bare = declaredPolicies(app).filter(({ policy }) => policy === null).map(({ handler }) => handler);
  if (bare.length > 0) throw new Error(`no policy declared: ${bare.join(', ')}`);
}
