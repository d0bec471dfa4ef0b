import { RequestMethod, SetMetadata, type INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';

/** Who may call a route. `public`: anybody. `practitioner`: signed in; what they see is scoped in the repositories. `device`: by its own credential; itself alone. */
export type PolicyName = 'public' | 'practitioner' | 'device';

export const policyKey = 'tendon:policy';

/** Every route declares who may call it; one that does not keeps the server from starting. */
export const Policy = (name: PolicyName): MethodDecorator => SetMetadata(policyKey, name);

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
  return { handler, method: RequestMethod[Reflect.getMetadata(httpMethodKey, method) as number], path: `/${path}`, policy };
}

/** Refuses to start when a route has no policy: the mistake of most published advisories in this field (reliability 0.1, OpenEMR). */
export function assertEveryRouteHasPolicy(app: INestApplicationContext): void {
  const bare = declaredPolicies(app).filter(({ policy }) => policy === null).map(({ handler }) => handler);
  if (bare.length > 0) throw new Error(`no policy declared: ${bare.join(', ')}`);
}
