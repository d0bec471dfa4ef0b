import { SetMetadata, type INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';

/** Who may call a route. `public`: anybody. `practitioner`: signed in; what they see is scoped in the repositories. */
export type PolicyName = 'public' | 'practitioner';

export const policyKey = 'tendon:policy';

/** Every route declares who may call it; one that does not keeps the server from starting. */
export const Policy = (name: PolicyName): MethodDecorator => SetMetadata(policyKey, name);

const httpMethodKey = 'method';

/** Every HTTP handler of the application with its policy; null: none declared. */
export function declaredPolicies(app: INestApplication): { handler: string; policy: PolicyName | null }[] {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  return app.get(DiscoveryService, { strict: false }).getControllers().flatMap(({ instance, name }) => {
    const controller = instance as Record<string, (...args: unknown[]) => unknown>;
    return scanner
      .getAllMethodNames(Object.getPrototypeOf(controller) as object)
      .filter((method) => Reflect.hasMetadata(httpMethodKey, controller[method]))
      .map((method) => ({ handler: `${name}.${method}`, policy: reflector.get<PolicyName | undefined>(policyKey, controller[method]) ?? null }));
  });
}

/** Refuses to start when a route has no policy: the mistake of most published advisories in this field (reliability 0.1, OpenEMR). */
export function assertEveryRouteHasPolicy(app: INestApplication): void {
  const bare = declaredPolicies(app).filter(({ policy }) => policy === null).map(({ handler }) => handler);
  if (bare.length > 0) throw new Error(`no policy declared: ${bare.join(', ')}`);
}
