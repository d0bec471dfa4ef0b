import type { HeldPatient } from '#libs/contracts';
import { sayDecision, sayFailure } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { patientLink } from '../routing.js';

/** What was answered before exercise may change while the wall is looked at. */
const lookAgainMs = 10_000;

/** Everybody in this therapist's care, those first whom the answers before exercise keep from it. */
export function PatientList(): ReactElement {
  const { queries } = useConsole();
  const patients = queries.useQuery('get', '/api/patients');
  const held = queries.useQuery('get', '/api/pre-exercise-checks/held', {}, { refetchInterval: lookAgainMs });
  const answers = new Map<string, HeldPatient>((held.data ?? []).map((each) => [each.patientId, each]));
  const sorted = [...(patients.data ?? [])].sort((a, b) => weightOf(answers.get(b.id)) - weightOf(answers.get(a.id)));
  return (
    <section className="patient-list" aria-label="Patients">
      <h2>Patients</h2>
      {patients.isError || held.isError ? <p role="alert" className="failure">Not everything can be shown: {sayFailure(patients.error ?? held.error)}</p> : null}
      <ul>
        {sorted.map(({ id, displayName }) => (
          <li key={id}>
            <a href={patientLink(id)}>{displayName}</a>
            <Held held={answers.get(id)} />
          </li>
        ))}
      </ul>
      <p><a className="muted" href="#/emergency">Emergency access to another patient</a></p>
    </section>
  );
}

function Held({ held }: { held: HeldPatient | undefined }): ReactElement | null {
  if (held === undefined) return null;
  const { outcome } = held.check;
  return <span className={`gate gate-${outcome.decision.toLowerCase()}`} data-testid="held">{sayDecision(outcome)}</span>;
}

function weightOf(held: HeldPatient | undefined): number {
  if (held === undefined) return 0;
  return held.check.outcome.decision === 'NO_GO' ? 2 : 1;
}
