import type { AlertRule } from '../rule.js';
import { bl01 } from './bl-01.js';
import { bl02 } from './bl-02.js';
import { fl01 } from './fl-01.js';
import { fm01 } from './fm-01.js';
import { fm02 } from './fm-02.js';
import { fm03 } from './fm-03.js';
import { fm04 } from './fm-04.js';
import { fm05 } from './fm-05.js';
import { fm06 } from './fm-06.js';
import { fm07 } from './fm-07.js';
import { fm08 } from './fm-08.js';
import { fm09 } from './fm-09.js';
import { hr01 } from './hr-01.js';
import { hr02 } from './hr-02.js';
import { hr03 } from './hr-03.js';
import { hr04 } from './hr-04.js';
import { hr05 } from './hr-05.js';
import { hr06 } from './hr-06.js';
import { hr07 } from './hr-07.js';
import { hr08 } from './hr-08.js';
import { hr09 } from './hr-09.js';
import { hr10 } from './hr-10.js';
import { pn01 } from './pn-01.js';
import { pn02 } from './pn-02.js';
import { sy01 } from './sy-01.js';
import { sy02 } from './sy-02.js';
import { sy03 } from './sy-03.js';
import { sy04 } from './sy-04.js';
import { tc01 } from './tc-01.js';
import { tc02 } from './tc-02.js';
import { tc03 } from './tc-03.js';
import { tc04 } from './tc-04.js';
import { tc05 } from './tc-05.js';
import { tc06 } from './tc-06.js';
import { tc07 } from './tc-07.js';
import { tc08 } from './tc-08.js';
import { tc09 } from './tc-09.js';
import { tc10 } from './tc-10.js';

/** All rules, in the order in which they are asked: TC-01 first, since it holds the heart-rate rules back (clinical E3), TC-06 last, since it asks what is open. */
export const alertRules = [
  tc01, sy01, sy04, sy02, sy03, fl01, hr03, hr02, hr01, hr04, hr05, hr06, hr07, hr08, hr09, hr10, pn01, pn02,
  fm01, fm02, fm03, fm04, fm05, fm06, fm07, fm08, fm09, bl01, bl02, tc02, tc03, tc04, tc05, tc07, tc08, tc09, tc10, tc06,
] as AlertRule<unknown, unknown>[];
