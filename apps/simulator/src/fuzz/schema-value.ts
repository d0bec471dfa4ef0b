import type { Random } from '../synthetic/random.js';
import { below, nastyValue, oneOf, uuidOf } from './nasty.js';

/** What is used of OpenAPI's schemas. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
}

export type Schemas = Record<string, Schema>;

/** A value that the schema allows, or nearly: patterns are not followed. */
export function valueOf(schema: Schema, schemas: Schemas, random: Random): unknown {
  if (schema.$ref !== undefined) return valueOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas, random);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return oneOf(random, schema.enum);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice !== undefined) return valueOf(oneOf(random, choice), schemas, random);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, schemas, random);
    case 'array':
      return Array.from({ length: 1 + below(random, 3) }, () => valueOf(schema.items ?? {}, schemas, random));
    case 'integer':
      return Math.floor(numberOf(schema, random));
    case 'number':
      return numberOf(schema, random);
    case 'string':
      return textOf(schema, random);
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    default:
      return nastyValue(random);
  }
}

function objectOf({ properties = {}, required = [] }: Schema, schemas: Schemas, random: Random): Record<string, unknown> {
  const kept = Object.entries(properties).filter(([name]) => required.includes(name) || random() < 0.7);
  return Object.fromEntries(kept.map(([name, each]) => [name, valueOf(each, schemas, random)]));
}

function numberOf({ minimum = 0, maximum = 1000 }: Schema, random: Random): number {
  return random() < 0.2 ? oneOf(random, [minimum, maximum]) : minimum + random() * (Math.min(maximum, 1e9) - minimum);
}

function textOf({ format, pattern, minLength = 1 }: Schema, random: Random): string {
  if (format === 'uuid') return uuidOf(random);
  if (format === 'date-time') return new Date(below(random, 2 ** 31) * 1000).toISOString();
  if (pattern === '^\\d{6}$') return String(below(random, 1_000_000)).padStart(6, '0');
  return 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(Math.ceil(minLength / 36)).slice(0, Math.max(minLength, 1 + below(random, 30)));
}

/** The same with one thing wrong: a field taken out, another beside it, or a value that does not belong there. */
export function broken(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.1) return nastyValue(random);
  if (Array.isArray(value)) return value.map((each, i) => (i === 0 ? broken(each, random) : each));
  const entries = Object.entries(value);
  const kind = below(random, 4);
  if (kind === 0 || entries.length === 0) return { ...value, [oneOf(random, ['__proto__x', 'role', 'id', 'clinicId', 'isAdmin', 'constructor'])]: nastyValue(random) };
  const [name, inner] = oneOf(random, entries);
  if (kind === 1) return Object.fromEntries(entries.filter(([each]) => each !== name));
  return { ...value, [name]: kind === 2 ? broken(inner, random) : nastyValue(random) };
}
