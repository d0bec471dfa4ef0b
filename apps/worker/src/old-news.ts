import type { LoadedSession } from '#libs/data';
import { beforeAllMs, type Analysis, type Block, type StreamCursor, type WaitingPacket } from '#libs/domain';

/** What packets that had been analysed already say again is no news, nor are the curves up to where they had been told. */
export function withoutOldNews(analysis: Analysis, { cursors }: LoadedSession, ready: WaitingPacket[]): Analysis {
  const motionMs = toldUntilMs('imu', cursors, ready);
  const heartRateMs = toldUntilMs('heart-rate', cursors, ready);
  return {
    ...analysis,
    findings: analysis.findings.map(({ finding, late }) => ({ finding, late: late || wasAnalysed(finding.cause, cursors) })),
    telemetry: {
      angles: analysis.telemetry.angles.filter((angle) => angle.tMs > motionMs),
      heartRate: analysis.telemetry.heartRate.filter((tick) => tick.tMs > heartRateMs),
    },
  };
}

/** How far the streams that bring this kind had been analysed: a strap may lag behind the movement by any time. */
function toldUntilMs(kind: Block['kind'], cursors: StreamCursor[], ready: WaitingPacket[]): number {
  const streams = new Set(ready.filter(({ block }) => block?.kind === kind).map(({ stream }) => stream));
  return Math.max(beforeAllMs, ...cursors.filter(({ stream }) => streams.has(stream)).map(({ keyMs }) => keyMs));
}

function wasAnalysed(cause: { stream: number; sequence: number } | null, cursors: StreamCursor[]): boolean {
  const cursor = cursors.find((each) => each.stream === cause?.stream);
  if (cause === null || cursor === undefined) return false;
  return cause.sequence <= cursor.analysedTo && !cursor.missing.some(([from, to]) => cause.sequence >= from && cause.sequence <= to);
}
