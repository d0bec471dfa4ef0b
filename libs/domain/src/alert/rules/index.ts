import type { AlertRule } from '../rule.js';
import { fm01 } from './fm-01.js';
import { hr01 } from './hr-01.js';
import { hr02 } from './hr-02.js';
import { hr03 } from './hr-03.js';
import { tc01 } from './tc-01.js';
import { tc02 } from './tc-02.js';
import { tc05 } from './tc-05.js';

/** All rules, in the order in which they are asked: those that hold others back come first (clinical E3). */
export const alertRules = [tc01, hr03, hr02, hr01, fm01, tc02, tc05] as AlertRule<unknown, unknown>[];
