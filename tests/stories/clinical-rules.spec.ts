import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { alertRules, exercises, patientRules } from '#libs/domain';
import { allRules, begin, end, renderRules } from '../support/clinical-rules/render.js';

const root = resolve(import.meta.dirname, '../..');
const page = join(root, 'docs/clinical.md');
/** Set, the table in docs/clinical.md is written instead of compared. */
const writes = process.env['TENDON_WRITE_DOCS'] !== undefined;

describe('the table of clinical rules', () => {
  it('has every alert rule that there is', () => {
    expect([...alertRules, ...patientRules].map(({ id }) => id).filter((id) => !allRules.some((rule) => rule.id === id))).toEqual([]);
  });

  it('has as many as README.md says, and the catalogue too', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    expect([...readme.matchAll(/(\d+) alert rules|\[catalogue of (\d+) exercises/g)].map(([, rules, known]) => Number(rules ?? known)).sort()).toEqual([alertRules.length, exercises.length].sort());
  });

  it('names only files that are there, and tests that are in them', () => {
    const files = allRules.flatMap((rule) => [...rule.files, ...rule.tests.map(({ file }) => file)]);
    expect([...new Set(files)].filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const untold = allRules.flatMap(({ id, tests }) => tests.filter(({ file, title }) => !titlesIn(file).has(title)).map(({ file, title }) => `${id}: no "${title}" in ${file}`));
    expect(untold).toEqual([]);
  });

  it('has each rule once; one without a test says what is missing', () => {
    expect(allRules.filter(({ id }, i) => allRules.findIndex((other) => other.id === id) !== i)).toEqual([]);
    expect(allRules.filter(({ tests, files, missing }) => (tests.length === 0 || files.length === 0) && missing === null)).toEqual([]);
  });

  it('stands in docs/clinical.md as it is here', () => {
    const text = readFileSync(page, 'utf8');
    const [before, rest] = text.split(begin);
    const [, after] = (rest ?? '').split(end);
    expect(after).toBeDefined();
    const wanted = `${before}${begin}\n\n${renderRules()}\n${end}${after}`;
    if (writes) writeFileSync(page, wanted);
    expect(readFileSync(page, 'utf8')).toBe(wanted);
  });
});

/** Titles of `it` and `it.each`, as they are written; a title within a template or with a quote in it counts by what is seen. */
function titlesIn(file: string): Set<string> {
  const source = readFileSync(join(root, file), 'utf8');
  const strings = source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`([^`]*)`/g);
  return new Set([...strings].map(([, quoted, template]) => (quoted ?? template ?? '').replace(/\\(.)/g, '$1')));
}
