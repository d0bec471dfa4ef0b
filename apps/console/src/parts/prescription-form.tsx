import type { ExerciseView, PrescriptionCreate } from '#libs/contracts';
import { useId, useState, type FormEvent, type ReactElement, type SelectHTMLAttributes } from 'react';
import { useConsole } from '../console-context.js';
import { ExerciseCard } from './exercise-card.js';
import { Failure } from './failure.js';
import { InvolvedSideSelect, involvedSideOf } from './involved-side-select.js';
import { ZoneFields, zoneOf } from './zone-fields.js';

type Binding = PrescriptionCreate['sensors'][number];
type Segment = Binding['placement']['segment'];
type Axis = NonNullable<Binding['axes']>['up'];

const midline: readonly string[] = ['head', 'chest', 'upper-back', 'lumbar', 'pelvis'];
const axes: readonly Axis[] = ['x', 'y', 'z', '-x', '-y', '-z'];

/** Prescribes an exercise: which, on which side, with which sensors where, and how they are strapped on where somebody knows it. */
export function PrescriptionForm({ patientId, onKept }: { patientId: string; onKept: () => void }): ReactElement {
  const { queries } = useConsole();
  const catalogue = queries.useQuery('get', '/api/exercises');
  const [exerciseId, setExerciseId] = useState('squat');
  const hurtsId = useId();
  const prescribe = queries.useMutation('post', '/api/patients/{patientId}/prescriptions', { onSuccess: onKept });
  const exercise = catalogue.data?.find(({ id }) => id === exerciseId);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (exercise !== undefined) prescribe.mutate({ params: { path: { patientId } }, body: planOf(exercise, new FormData(event.currentTarget)) });
  };
  return (
    <details data-testid="prescribe">
      <summary>Prescribe an exercise</summary>
      <form className="stacked-form" aria-label="Prescribe an exercise" onSubmit={submit}>
        <Choice label="Exercise" value={exerciseId} onChange={(event) => setExerciseId(event.target.value)}>
          {byRegion((catalogue.data ?? []).filter(({ sensors }) => sensors.length > 0)).map(([region, exercises]) => (
            <optgroup key={region} label={sayRegion(region)}>
              {exercises.map(({ id, name, origin }) => <option key={id} value={id}>{name}{origin === 'clinic' ? ' (taught here)' : ''}</option>)}
            </optgroup>
          ))}
        </Choice>
        <ExerciseCard exerciseId={exerciseId} />
        <Choice label="Side" name="side" defaultValue="both">
          {['both', 'left', 'right'].map((side) => <option key={side} value={side}>{side}</option>)}
        </Choice>
        <div className="field">
          <label htmlFor={hurtsId}>Side that hurts</label>
          <InvolvedSideSelect id={hurtsId} name="hurts" defaultValue="" />
        </div>
        {exercise === undefined ? null : exercise.sensors.map((need, sensor) => <SensorFields key={`${exercise.id} ${sensor}`} need={need} sensor={sensor} />)}
        <ZoneFields />
        <button type="submit" disabled={prescribe.isPending || exercise === undefined}>Prescribe</button>
        {prescribe.isSuccess ? <p role="status">Prescribed. Calibrate the sensors with the patient before the first set.</p> : null}
        <Failure of={prescribe.error} what="Not prescribed" />
        <Failure of={catalogue.error} what="The exercises cannot be shown" />
      </form>
    </details>
  );
}

/** As the catalogue has them within a region, what the clinic has taught last. */
function byRegion(exercises: readonly ExerciseView[]): [region: string, exercises: ExerciseView[]][] {
  const regions = new Map<string, ExerciseView[]>();
  for (const exercise of exercises) regions.set(exercise.region, [...(regions.get(exercise.region) ?? []), exercise]);
  return [...regions].sort(([a], [b]) => (a < b ? -1 : 1));
}

function sayRegion(region: string): string {
  const words = region.replace('-', ' ');
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}

function SensorFields({ need: { segment, kind, need, placement }, sensor }: { need: ExerciseView['sensors'][number]; sensor: number }): ReactElement {
  return (
    <fieldset>
      <legend>{kind === 'imu' ? 'Movement sensor' : 'Heart-rate strap'}: {placement}</legend>
      <label><input type="checkbox" name={`worn ${sensor}`} defaultChecked={need === 'required'} /> worn{need === 'helpful' ? ' (helpful)' : ''}</label>
      <label>Its number on the device <input type="number" name={`number ${sensor}`} min={0} max={15} defaultValue={sensor} /></label>
      {midline.includes(segment) ? null : (
        <Choice label="Worn on the" name={`side ${sensor}`} defaultValue="right">
          {['left', 'right'].map((side) => <option key={side} value={side}>{side}</option>)}
        </Choice>
      )}
      {kind === 'imu' ? (
        <>
          <AxisField name={`up ${sensor}`} label="When the patient stands, upwards points" />
          <AxisField name={`forward ${sensor}`} label="To the patient’s front points" />
        </>
      ) : null}
    </fieldset>
  );
}

/** As makers print it on the case. */
function AxisField({ name, label }: { name: string; label: string }): ReactElement {
  return (
    <Choice label={label} name={name} defaultValue="">
      <option value="">not known: the calibration finds it</option>
      {axes.map((axis) => <option key={axis} value={axis}>{axis.startsWith('-') ? `the far end of the ${axis.slice(1)} arrow` : `the ${axis} arrow of the sensor`}</option>)}
    </Choice>
  );
}

function Choice({ label, ...select }: SelectHTMLAttributes<HTMLSelectElement> & { label: string }): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} {...select} />
    </div>
  );
}

function planOf({ id, sensors }: ExerciseView, form: FormData): Omit<PrescriptionCreate, 'ceilingBpm' | 'hardLimitBpm' | 'alertLimits'> {
  const said = (name: string): string => String(form.get(name) ?? '');
  const worn = sensors.flatMap(({ segment, kind }, sensor): Binding[] => {
    if (form.get(`worn ${sensor}`) === null) return [];
    const [up, forward] = [said(`up ${sensor}`), said(`forward ${sensor}`)];
    const side = midline.includes(segment) ? 'midline' : said(`side ${sensor}`) === 'left' ? 'left' : 'right';
    const binding = { sensor: Number(said(`number ${sensor}`)), kind, placement: { segment: segment as Segment, side } } as const;
    return [up === '' || forward === '' ? binding : { ...binding, axes: { up: up as Axis, forward: forward as Axis } }];
  });
  return { exerciseId: id, side: said('side') as PrescriptionCreate['side'], involvedSide: involvedSideOf(said('hurts')), sensors: worn, ...zoneOf(form) };
}
