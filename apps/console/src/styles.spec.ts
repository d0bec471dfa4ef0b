import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const css = readFileSync(join(import.meta.dirname, 'styles.css'), 'utf8');
const [light, dark] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, body]) => new Map([...body.matchAll(/(--[a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value])));

/** Text and the grounds that it stands on. */
const texts: [string, string[]][] = [
  ['--text', ['--ground', '--card', '--high-ground', '--medium-ground', '--low-ground', '--technical-ground', '--unknown-ground']],
  ['--muted', ['--ground', '--card', '--high-ground', '--medium-ground', '--low-ground', '--technical-ground']],
  ['--high', ['--card', '--high-ground']],
  ['--medium', ['--card', '--medium-ground']],
  ['--low', ['--card', '--low-ground']],
  ['--technical', ['--card', '--technical-ground']],
  ['--good', ['--card', '--good-ground']],
  ['--unknown', ['--unknown-ground']],
  ['--accent', ['--card']],
  ['--on-accent', ['--accent']],
];
/** Lines and shapes that carry meaning. */
const shapes: [string, string[]][] = [
  ['--trace', ['--card']],
  ['--high', ['--card']],
  ['--accent', ['--ground', '--card']],
];

describe.each([['light', light], ['dark', dark]])('contrast of the %s colours (WCAG 2.2)', (_name, tokens) => {
  const pairs = (list: [string, string[]][]): string[][] => list.flatMap(([front, grounds]) => grounds.map((ground) => [front, ground]));

  it.each(pairs(texts))('%s on %s can be read: 4.5:1 (1.4.3)', (front, ground) => {
    expect(contrast(tokens.get(front), tokens.get(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(shapes))('%s on %s can be seen: 3:1 (1.4.11)', (front, ground) => {
    expect(contrast(tokens.get(front), tokens.get(ground))).toBeGreaterThanOrEqual(3);
  });
});

function contrast(a: string | undefined, b: string | undefined): number {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string | undefined): number {
  if (colour === undefined) throw new Error('no such colour in styles.css');
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
