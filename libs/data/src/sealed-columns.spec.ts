import { expect, it } from '@jest/globals';
import { getMetadataArgsStorage } from 'typeorm';
import { entities } from './entities/index.js';
import { sealedColumns } from './sealed-columns.js';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

it('a column whose comment says that it is sealed is in the list, and the other way about', () => {
  const { columns, tables } = getMetadataArgsStorage();
  const tableOf = (target: unknown): string => tables.find((table) => table.target === target)?.name ?? '';
  const said = columns.filter(({ target, options }) => entities.includes(target as never) && options.comment?.startsWith('sealed')).map(({ target, propertyName }) => `${tableOf(target)}.${snake(propertyName)}`);
  expect(said.length).toBeGreaterThan(0);
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(said.sort());
});
