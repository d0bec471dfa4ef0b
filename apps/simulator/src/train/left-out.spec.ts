import { expect, it } from '@jest/globals';
import { shareRight } from './left-out.js';

it('asks only what the model was not made of', () => {
  const of = (person: string, type: string): { person: string; type: string } => ({ person, type });
  const learning = { train: (examples: readonly { type: string }[]) => examples[0].type, tell: (model: string) => model };
  const byPerson = ({ person }: { person: string }): string => person;
  expect(shareRight([of('p', 'a'), of('q', 'a')], learning, byPerson)).toBe(1);
  // Each is told as the other is.
  expect(shareRight([of('p', 'a'), of('q', 'b')], learning, byPerson)).toBe(0);
  expect(shareRight([of('p', 'a'), of('p', 'b'), of('q', 'a')], learning, byPerson)).toBeCloseTo(2 / 3, 9);
});
