import type { Schema } from '../../apps/simulator/src/fuzz/schema-value.js';

/** A place in a body where a person may write what they like. */
export interface TextField {
  /** `[]`: the first of a list. */
  path: string[];
  longest: number;
}

type Described = Schema & { maxLength?: number };

/** Every one of a schema: strings without format, pattern or choice. */
export function textFieldsOf(schema: Described, schemas: Record<string, Schema>, path: string[] = []): TextField[] {
  const { $ref, anyOf = [], oneOf = [], properties = {}, items, type, maxLength } = schema;
  if ($ref !== undefined) return textFieldsOf(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas, path);
  const isFree = type === 'string' && ['format', 'pattern', 'enum', 'const'].every((key) => !(key in schema));
  return [
    ...(isFree ? [{ path, longest: Math.min(maxLength ?? 1000, 1000) }] : []),
    ...[...anyOf, ...oneOf].flatMap((each) => textFieldsOf(each, schemas, path)),
    ...Object.entries(properties).flatMap(([name, each]) => textFieldsOf(each, schemas, [...path, name])),
    ...(items === undefined ? [] : textFieldsOf(items, schemas, [...path, '[]'])),
  ];
}

/** The same body with this text there; what leads to it is made where it is missing. */
export function withText(body: unknown, [name, ...rest]: string[], text: string): unknown {
  if (name === undefined) return text;
  if (name === '[]') {
    const [first, ...others] = Array.isArray(body) ? (body as unknown[]) : [];
    return [withText(first, rest, text), ...others];
  }
  const fields = (typeof body === 'object' ? body : null) as Record<string, unknown> | null;
  return { ...fields, [name]: withText(fields?.[name], rest, text) };
}
