import { markNow, type SessionCurves, type TraceSource } from '#libs/web';

/** Shows up to `longestS` seconds that end with what session time it is now; at the beginning of a session at least `shortestS`. */
export interface Stretch {
  longestS: number;
  shortestS: number;
}

export function angleTrace(curves: SessionCurves, stretch: Stretch): TraceSource {
  return latest(curves, stretch, (fromMs, toMs, trace) => curves.readAngle(fromMs, toMs, trace));
}

export function heartRateTrace(curves: SessionCurves, stretch: Stretch): TraceSource {
  return latest(curves, stretch, (fromMs, toMs, trace) => curves.readHeartRate(fromMs, toMs, trace));
}

type Read = (fromMs: number, toMs: number, trace: Parameters<TraceSource['read']>[0]) => void;

function latest(curves: SessionCurves, { longestS, shortestS }: Stretch, read: Read): TraceSource {
  return {
    read: (trace) => {
      const nowMs = curves.nowMs(markNow());
      if (nowMs === null) return null;
      const fromMs = Math.max(0, nowMs - longestS * 1000);
      read(fromMs, nowMs, trace);
      return { fromS: fromMs / 1000, toS: Math.max(nowMs / 1000, shortestS) };
    },
  };
}
