import type { ExerciseView } from '#libs/contracts';
import { sayCode, sayDose } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';

/** What the catalogue says of the exercise: what it is for, where sensors go, what to look for and what the patient is told of it. */
export function ExerciseCard({ exerciseId }: { exerciseId: string }): ReactElement | null {
  const { queries } = useConsole();
  const catalogue = queries.useQuery('get', '/api/exercises');
  const exercise = catalogue.data?.find(({ id }) => id === exerciseId);
  return exercise === undefined ? null : <Card exercise={exercise} />;
}

function Card({ exercise }: { exercise: ExerciseView }): ReactElement {
  const { name, pillar, region, linkedRegions, sensors, dose, contraindications } = exercise;
  return (
    <details className="exercise-card" data-testid="exercise">
      <summary>About this exercise: {name}</summary>
      <dl>
        <dt>For</dt>
        <dd>
          {sayRegion(region)} ({pillar}){linkedRegions.length === 0 ? '' : `; watch ${linkedRegions.map(sayRegion).join(', ')} too`}
        </dd>
        <dt>Sensors</dt>
        <dd>{sensors.length === 0 ? 'as the therapist has shown' : sensors.map(({ placement, need }) => `${placement}${need === 'helpful' ? ' (helpful)' : ''}`).join('; ')}</dd>
        <dt>Starts from</dt>
        <dd>{sayDose(dose)} (a starting template, not verified)</dd>
        <dt>Ask first</dt>
        <dd>{contraindications.join('; ')}</dd>
        <dt>Look for</dt>
        <dd>
          <Faults faults={exercise.faults} />
        </dd>
      </dl>
    </details>
  );
}

function Faults({ faults }: Pick<ExerciseView, 'faults'>): ReactElement {
  return (
    <ul>
      {faults.map(({ code, cue, safetyCritical }) => (
        <li key={code}>
          {sayCode({ code })}
          {safetyCritical ? <strong> (matters for safety)</strong> : ''}: <q>{cue}</q>
        </li>
      ))}
    </ul>
  );
}

function sayRegion(region: string): string {
  return region.replace('-', ' ');
}
