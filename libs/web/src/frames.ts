type Draw = () => void;

/** Ten pictures a second are smooth enough for a trace, and thirty tiles cost little; who asked for less motion gets one. */
const everyMs = 100;
const calmEveryMs = 1000;

const draws = new Set<Draw>();
const calm = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');
let requested = 0;
let drawnAtMs = 0;

/** Everything that is drawn, in the same animation frame. A page that is not visible draws nothing. Returns how to stop. */
export function onFrame(draw: Draw): () => void {
  draws.add(draw);
  if (draws.size === 1) requested = requestAnimationFrame(frame);
  return () => {
    draws.delete(draw);
    if (draws.size === 0) cancelAnimationFrame(requested);
  };
}

function frame(nowMs: number): void {
  requested = requestAnimationFrame(frame);
  if (nowMs - drawnAtMs < (calm?.matches ? calmEveryMs : everyMs)) return;
  drawnAtMs = nowMs;
  for (const draw of draws) draw();
}
