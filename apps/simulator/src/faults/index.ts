import { clockDrift } from './clock-drift.js';
import { dropout } from './dropout.js';
import { duplicates } from './duplicates.js';
import type { Fault } from './fault.js';
import { late } from './late.js';
import { outage } from './outage.js';
import { reorder } from './reorder.js';
import { strapOff } from './strap-off.js';

export type { Fault } from './fault.js';

/** Every fault there is: one file each, one line here. */
export const faults: Fault[] = [dropout, outage, duplicates, reorder, late, clockDrift, strapOff];

/** Throws a RangeError that names the value and what there is. */
export function faultByName(name: string): Fault {
  const fault = faults.find((each) => each.name === name);
  if (fault === undefined) throw new RangeError(`no fault "${name}"; there are ${faults.map((each) => each.name).join(', ')}`);
  return fault;
}
