import type { SessionIntensity as Intensity, SessionSummary } from '#libs/contracts';
import { sayBreathing, sayEffort, sayFailure, sayKnown, sayMinutes, sayRecovery, sayTime, sayZone } from '#libs/web';
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
      {data === undefined || data.summary === null ? <p className="muted">{session.state === 'running' ? 'Summed up when the session is finished.' : 'Being summed up; nothing may be missing any more.'}</p> : <Summary summary={data.summary} effortLoad={data.effortLoad} isGuess={session.intensity?.advisoryOnly ?? false} />}
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

interface Summed {
  summary: NonNullable<Intensity['summary']>;
  effortLoad: Intensity['effortLoad'];
  /** Of the zone, since the maximum is one. */
  isGuess: boolean;
}

function Summary({ summary, effortLoad, isGuess }: Summed): ReactElement {
  return (
    <dl className="facts">
      <dt>Time in zone</dt>
      <dd>{sayTimeInZone(summary)}{isGuess && summary.zoneS !== null ? '; the zone is a guess: go by effort' : ''}</dd>
      <dt>Dose</dt>
      <dd>{summary.doseMin === null ? `not known${isGuess ? ': the zone is a guess' : ''}` : `${sayMinutes(summary.doseMin * 60)} of ${sayMinutes(summary.workS)} of work`}</dd>
      <dt>Heart rate</dt>
      <dd>{summary.meanBpm === null || summary.highestBpm === null ? 'not measured' : `mean ${summary.meanBpm.toFixed(0)}, highest ${summary.highestBpm.toFixed(0)} bpm`}{summary.artefactFraction === null ? '' : `; ${(100 * summary.artefactFraction).toFixed(1)} % of beats corrected`}</dd>
      <dt>Load by heart rate (TRIMP)</dt>
      <dd>{sayKnown(summary.trimpBanister, (load) => load.toFixed(0))}{summary.trimpBanister.ok && summary.trimpBanister.flags.includes('SEX_UNKNOWN') ? ', between that of a woman and of a man: the sex is not known' : ''}</dd>
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
      {!summary.breathing.ok && summary.breathing.reason === 'NOT_APPLICABLE' ? null : (
        <>
          <dt>Paced breathing</dt>
          <dd>{sayKnown(summary.breathing, sayBreathing)}</dd>
        </>
      )}
    </dl>
  );
}

function sayTimeInZone({ zoneS, percentInZone }: Summed['summary']): string {
  if (zoneS === null) return 'no zone planned';
  const parts = [...zones.filter((zone) => zoneS[zone] > 0).map((zone) => `${sayZone(zone).words} ${sayMinutes(zoneS[zone])}`), `not measured ${sayMinutes(zoneS.unmeasured)}`];
  return `${parts.join('; ')}${percentInZone === null ? '' : ` (${percentInZone.toFixed(0)} % of what was measured in zone)`}`;
}
