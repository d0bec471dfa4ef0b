import type { SessionIntensity as Intensity, SessionSummary } from '#libs/contracts';
import { sayEffort, sayFailure, sayKnown, sayMinutes, sayTime, sayZone } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { EffortForm } from './effort-form.js';
import { EffortNow } from './effort-now.js';
import { WhenToStop } from './when-to-stop.js';

/** While it runs what was said is looked up now and then; afterwards until the summary has been made. */
const lookAgainMs = 5000;

/** How hard the session is, or was: as it was said, and as it was measured. */
export function SessionIntensity({ session }: { session: SessionSummary }): ReactElement {
  const { queries } = useConsole();
  const found = queries.useQuery('get', '/api/sessions/{sessionId}/intensity', { params: { path: { sessionId: session.id } } }, {
    refetchInterval: ({ state }) => ((state.data?.summary ?? null) === null ? lookAgainMs : false),
  });
  const { data } = found;
  return (
    <section aria-label="Intensity">
      <h2>Intensity</h2>
      {session.state === 'running' ? <EffortNow session={session} effort={data?.effort ?? []} /> : null}
      {session.state === 'running' ? <WhenToStop session={session} /> : null}
      {found.isError ? <p role="alert" className="failure">Intensity cannot be shown: {sayFailure(found.error)}</p> : null}
      {data === undefined ? null : <Said effort={data.effort} />}
      <EffortForm sessionId={session.id} moment={session.state === 'running' ? 'during' : 'after'} onKept={() => void found.refetch()} />
      {data === undefined || data.summary === null ? <p className="muted">{session.state === 'running' ? 'Summed up when the session is finished.' : 'Being summed up; nothing may be missing any more.'}</p> : <Summary summary={data.summary} effortLoad={data.effortLoad} />}
    </section>
  );
}

function Said({ effort }: { effort: Intensity['effort'] }): ReactElement | null {
  if (effort.length === 0) return null;
  return (
    <ul>
      {effort.map((report) => (
        <li key={report.id}>{sayTime(report.reportedAt)}, {report.moment === 'after' ? 'afterwards' : 'during'}: {sayEffort(report)} <span className="muted">({report.source === 'therapist' ? 'written down by the therapist' : 'by the patient'})</span></li>
      ))}
    </ul>
  );
}

const zones = ['below', 'in', 'above', 'over-ceiling', 'over-limit'] as const;

function Summary({ summary, effortLoad }: { summary: NonNullable<Intensity['summary']>; effortLoad: Intensity['effortLoad'] }): ReactElement {
  const { zoneS } = summary;
  return (
    <dl className="facts">
      <dt>Time in zone</dt>
      <dd>
        {zoneS === null ? 'no zone planned' : [...zones.filter((zone) => zoneS[zone] > 0).map((zone) => `${sayZone(zone).words} ${sayMinutes(zoneS[zone])}`), `not measured ${sayMinutes(zoneS.unmeasured)}`].join('; ')}
        {summary.percentInZone === null ? '' : ` (${summary.percentInZone.toFixed(0)} % of what was measured in zone)`}
      </dd>
      <dt>Dose</dt>
      <dd>{summary.doseMin === null ? 'not measured' : `${summary.doseMin.toFixed(1)} of ${sayMinutes(summary.workS)} of work`}</dd>
      <dt>Heart rate</dt>
      <dd>{summary.meanBpm === null || summary.highestBpm === null ? 'not measured' : `mean ${summary.meanBpm.toFixed(0)}, highest ${summary.highestBpm.toFixed(0)} bpm`}{summary.artefactFraction === null ? '' : `; ${(100 * summary.artefactFraction).toFixed(1)} % of beats corrected`}</dd>
      <dt>Load by heart rate (TRIMP)</dt>
      <dd>{sayKnown(summary.trimpBanister, (load) => load.toFixed(0))}</dd>
      <dt>Load by effort (RPE × min)</dt>
      <dd>{sayKnown(effortLoad, (load) => load.toFixed(0))}</dd>
      <dt>Recovery in a minute</dt>
      <dd>{sayKnown(summary.recovery, sayRecovery)}</dd>
      <dt>Resting heart rate</dt>
      <dd>{sayKnown(summary.restingHeartRateBpm, (bpm) => `${bpm.toFixed(0)} bpm`)}</dd>
      <dt>RMSSD at rest</dt>
      <dd>{sayKnown(summary.rmssdMs, (ms) => `${ms.toFixed(0)} ms`)}</dd>
      <dt>Respiration</dt>
      <dd>{sayKnown(summary.respiration, ({ breathsPerMin, windows, of }) => `${breathsPerMin.toFixed(1)} a minute, in ${windows} of ${of} half minutes`)}</dd>
      {summary.breathing.ok ? (
        <>
          <dt>Breathing 3-2-4</dt>
          <dd>{`${summary.breathing.value.percent.toFixed(0)} % of ${summary.breathing.value.breaths} breaths`}</dd>
        </>
      ) : null}
    </dl>
  );
}

function sayRecovery({ dropBpm, isAbnormal, notInterpretable }: { dropBpm: number; isAbnormal: boolean; notInterpretable: string[] }): string {
  if (notInterpretable.length > 0) return `${dropBpm.toFixed(0)} bpm, which says nothing: ${notInterpretable.map((each) => each.replaceAll('-', ' ')).join(', ')}`;
  return `${dropBpm.toFixed(0)} bpm${isAbnormal ? ', 12 or less' : ''}`;
}
