import TestSequencer from '@jest/test-sequencer';

/** What takes longest on a clean clone, where jest has no times of its own yet: begun last, it would keep one worker waiting. */
const longest = ['tests/medium/access/matrix', 'tests/stories/delivery', 'tests/medium/cluster/kill', 'tests/e2e/script-strings', 'tests/medium/access/one-wall', 'tests/e2e/record', 'tests/e2e/sign-in', 'tests/e2e/devices', 'tests/e2e/markers', 'tests/medium/gateway/erasure', 'tests/medium/data/embedded-postgres'];

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a.path) - rank(b.path));
  }
}

function rank(path) {
  const at = longest.findIndex((each) => path.includes(each));
  return at === -1 ? longest.length : at;
}
