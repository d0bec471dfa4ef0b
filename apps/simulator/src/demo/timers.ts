import { quantiles, type Quantiles } from './quantiles.js';

/** How late this process's own timers are: what it cannot measure below. */
export function watchTimers(): () => Quantiles {
  const lags: number[] = [];
  let expectedMs = performance.now() + 20;
  const timer = setInterval(() => {
    lags.push(Math.max(0, performance.now() - expectedMs));
    expectedMs = performance.now() + 20;
  }, 20);
  return () => {
    clearInterval(timer);
    return quantiles(lags);
  };
}
