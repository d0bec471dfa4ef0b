import type { RepetitionView } from '#libs/contracts';
import { sayMeasured } from '#libs/web';
import type { ReactElement } from 'react';

/** How far a repetition went by the sensors, by which it is judged; and by the scale of a goniometer where the reference was measured with one. */
export function RangeOfMotion({ features }: Pick<RepetitionView, 'features'>): ReactElement {
  const sensed = sayMeasured(features['rangeOfMotionDeg'], 'deg');
  const byGoniometerDeg = features['rangeByGoniometerDeg'];
  if (typeof byGoniometerDeg !== 'number') return <>{sensed}</>;
  return <>{sensed} by sensors, {sayMeasured(byGoniometerDeg, 'deg')} by goniometer scale</>;
}
