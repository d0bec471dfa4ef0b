import { markNow, type SessionCurves, type TraceSource } from '#libs/web';

/** The last `windowS` seconds of the angle, up to what session time it is now: what has not come yet is empty on the right. */
export function angleTrace(curves: SessionCurves, windowS: number): TraceSource {
  return lastSeconds(curves, windowS, (fromMs, toMs, trace) => curves.readAngle(fromMs, toMs, trace));
}

export function heartRateTrace(curves: SessionCurves, windowS: number): TraceSource {
  return lastSeconds(curves, windowS, (fromMs, toMs, trace) => curves.readHeartRate(fromMs, toMs, trace));
}

type Read = (fromMs: number, toMs: number, trace: Parameters<TraceSource['read']>[0]) => void;

function lastSeconds(curves: SessionCurves, windowS: number, read: Read): TraceSource {
  return {
    read: (trace) => {
      const nowMs = curves.nowMs(markNow());
      if (nowMs === null) return null;
      const fromMs = nowMs - windowS * 1000;
      read(fromMs, nowMs, trace);
      return { fromS: fromMs / 1000, toS: nowMs / 1000 };
    },
  };
}
