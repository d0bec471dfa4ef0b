import { expect, it } from '@jest/globals';
import { csvLine } from './csv.js';

it.each([
  ['a formula', '=cmd|\' /C calc\'!A0', `"'=cmd|' /C calc'!A0"`], ['another', '@SUM(1,2)', `"'@SUM(1,2)"`], ['one behind a tab', '\t=1', `"'\t=1"`], ['plus', '+1', `"'+1"`], ['minus as text', '-1', `"'-1"`],
  ['a number', -1.5, '-1.5'], ['quotes and commas', 'say "a, b"', '"say ""a, b"""'], ['two lines', 'a\nb', '"a\nb"'], ['nothing', null, ''], ['nothing said', '', '""'], ['an object', { a: [1] }, '"{""a"":[1]}"'],
])('a line of CSV: %s', (_what, value, written) => {
  expect(csvLine(['x', value, 2])).toBe(`"x",${written},2\r\n`);
});
