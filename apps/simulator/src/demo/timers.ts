import { quantiles, type Quantiles } from './quantiles.js';

/** How late this process's own timers are: what it cannot measure below. */
export function watchTimers(): () => Quantiles & { longest: number } {
  const lags: number[] = [];
  let expectedMs = performance.now() + 20;
  const timer = setInterval(() => {
    lags.push(Math.max(0, performance.now() - expectedMs));
    expectedMs = performance.now() + 20;
  }, 20);
  return () => {
    clearInterval(timer);
    return { ...quantiles(lags), longest: Math.round(10 * lags.reduce((a, b) => Math.max(a, b), 0)) / 10 };
  };
}
