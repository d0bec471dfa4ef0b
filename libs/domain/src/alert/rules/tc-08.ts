import { alignShiftDeg } from '../../motion/worn-check.js';
import type { AlertRule } from '../rule.js';

/**
 * A sensor does not sit as it was calibrated: it has slipped, was put on otherwise, or was exchanged for another (ALIGN_SHIFT). By
 * sensor: whether that was told. What cannot be told raises nothing.
 */
export const tc08: AlertRule<Record<string, true>, null> = {
  id: 'TC-08',
  source: 'clinical E2, C4 (ALIGN_SHIFT) [P]',
  why: 'A sensor that is tilted by more than 10 deg since its calibration measures another angle (proposed); walking about shifts it by less.',
  start: () => ({ stream: {}, watch: null }),
  step: (state, event, _context, out) => {
    if (event.kind !== 'worn') return;
    for (const { sensor, state: worn, tiltDeg: value } of event.sensors) {
      const subject = `sensor-${sensor}`;
      const isWrong = worn === 'shifted' || worn === 'exchanged';
      const isTold = subject in state;
      if (isWrong === isTold || (!isWrong && worn !== 'as-calibrated')) continue;
      if (isWrong) state[subject] = true;
      else delete state[subject];
      out.push({ ruleId: 'TC-08', kind: 'technical', change: isWrong ? 'raised' : 'cleared', priority: 'low', subject, tMs: event.tMs, value, limit: alignShiftDeg, unit: 'deg', cause: event.cause });
    }
  },
};
