import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Metrics } from '#libs/platform';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the documents', () => {
  it('link to nothing that is not there', () => {
    const pages = pagesOf(root);
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md', 'docs/adr/0001-one-typescript-repository.md']));
    expect(pages.flatMap((page) => brokenLinks(root, page))).toEqual([]);
  });

  it('would be told of a file and of a heading that are not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tendon-docs-'));
    writeFileSync(join(folder, 'page.md'), '# One\n\n[a](there.md#two-words) [b](gone.md) [c](there.md#gone) [d](#one) [e](#gone) ![f](gone.png) [g](https://example.org/x)\n');
    writeFileSync(join(folder, 'there.md'), '## Two `words`\n');
    const broken = brokenLinks(folder, 'page.md');
    rmSync(folder, { recursive: true });
    expect(broken).toEqual(['page.md: gone.md', 'page.md: there.md#gone', 'page.md: #gone', 'page.md: gone.png']);
  });

  it('map the folders that there are, in README.md', () => {
    const mapped = firstCells(sectionOf(read('README.md'), 'The folders')).map((path) => path.replace(/\/$/, ''));
    expect(mapped.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const there = ['apps', 'libs'].flatMap((parent) => readdirSync(join(root, parent), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `${parent}/${name}`));
    expect(mapped).toEqual(expect.arrayContaining(there));
  });

  it('say in docs/operations.md what every variable is without being set, and name no other', () => {
    const documented = variableRows(sectionOf(read('docs/operations.md'), 'Environment'));
    const example = read('.env.example').split('\n').filter((line) => /^[A-Z]/.test(line)).sort();
    expect(example.length).toBeGreaterThan(10);
    expect(documented.sort()).toEqual(example);
  });

  it('say in docs/operations.md what docker-compose.yml asks for', () => {
    const asked = [...new Set([...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name))];
    const cells = sectionOf(read('docs/operations.md'), 'Starting a cluster').split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split(' | ')[0].slice(2));
    expect(asked.length).toBeGreaterThan(3);
    expect(cells.flatMap((cell) => cell.split(', '))).toEqual(expect.arrayContaining(asked));
  });

  it('name in docs/operations.md every metric of Tendon, and no other', () => {
    const registered = new Metrics().registry.getMetricsAsArray().map(({ name }) => name).filter((name) => name.startsWith('tendon_'));
    const documented = firstCells(sectionOf(read('docs/operations.md'), 'Metrics'));
    expect(registered.length).toBeGreaterThan(5);
    expect(documented.sort()).toEqual(registered.sort());
  });
});

/** Markdown at the top and anywhere in docs/, relative to `folder`. */
function pagesOf(folder: string): string[] {
  const top = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const deep = readdirSync(join(folder, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  return [...top, ...deep.map((name) => join('docs', name))];
}

/** Relative links of a page, pictures too, whose file or heading is not there. */
function brokenLinks(folder: string, page: string): string[] {
  const text = withoutCode(readFileSync(join(folder, page), 'utf8'));
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !leadsSomewhere(folder, page, target)).map((target) => `${page}: ${target}`);
}

function leadsSomewhere(folder: string, page: string, target: string): boolean {
  const [path, heading] = target.split('#');
  const file = path === '' ? join(folder, page) : resolve(folder, dirname(page), decodeURIComponent(path));
  if (relative(folder, file).startsWith('..') || !existsSync(file)) return false;
  return heading === undefined || anchorsOf(readFileSync(file, 'utf8')).includes(heading);
}

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-'));
}

/** Code holds brackets that are no links. */
function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}

/** What stands under that heading. Throws when it is not there. */
function sectionOf(markdown: string, title: string): string {
  const after = markdown.split(`\n## ${title}\n`)[1];
  if (after === undefined) throw new RangeError(`no heading "${title}"`);
  return after.split('\n## ')[0];
}

/** The code in the first cell of every row of the section's tables. */
function firstCells(section: string): string[] {
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell]) => cell);
}

/** `NAME=default` of every row of the section's tables; an empty second cell is an empty default. */
function variableRows(section: string): string[] {
  return [...section.matchAll(/^\| `([A-Z][A-Z_]*)` \| (?:`([^`]*)`)? ?\|/gm)].map(([, name, value]) => `${name}=${value ?? ''}`);
}
