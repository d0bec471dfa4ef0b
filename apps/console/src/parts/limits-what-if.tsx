import type { LimitsWhatIf as Limits } from '#libs/contracts';
import { limitBounds } from '#libs/domain';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { WhatIf } from './what-if.js';

type AlertLimits = NonNullable<Limits['alertLimits']>;
type Named = 'ceilingDwellS' | 'lowHeartRateBpm' | 'hardAngleDeg' | 'dizziness';

const limitWords: Record<Named, string> = {
  ceilingDwellS: 'Over the ceiling for, s', lowHeartRateBpm: 'Heart rate too low below, bpm', hardAngleDeg: 'Angle that must not be passed, °', dizziness: 'Dizziness from, 0 to 10',
};

/** Other limits of the built-in rules, tried and not set. */
export function LimitsWhatIf({ patientId }: { patientId: string }): ReactElement | null {
  const { queries } = useConsole();
  const prescriptions = queries.useQuery('get', '/api/patients/{patientId}/prescriptions', { params: { path: { patientId } } });
  const [prescriptionId, setPrescriptionId] = useState('');
  const [limits, setLimits] = useState<Limits>({ alertLimits: {}, ceilingBpm: null, hardLimitBpm: null });
  const ask = queries.useMutation('post', '/api/prescriptions/{prescriptionId}/what-ifs');
  const [first] = prescriptions.data ?? [];
  if (first === undefined) return null;
  const chosen = prescriptionId === '' ? first.id : prescriptionId;
  return (
    <details className="limits-what-if">
      <summary>What if the built-in rules had other limits?</summary>
      <form className="stacked-form" aria-label="Other limits, to try"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ params: { path: { prescriptionId: chosen } }, body: limits });
        }}>
        <p className="muted">Nothing is set by it. What is left empty stays as it was.</p>
        <label className="field">Exercise
          <select value={chosen} onChange={(event) => setPrescriptionId(event.target.value)}>
            {(prescriptions.data ?? []).map(({ id, exerciseName }) => <option key={id} value={id}>{exerciseName}</option>)}
          </select>
        </label>
        <fieldset>
          <Limit words="Ceiling, bpm" bounds={{ from: 60, to: 220 }} value={limits.ceilingBpm} onChange={(ceilingBpm) => setLimits({ ...limits, ceilingBpm })} />
          <Limit words="Hard limit, bpm" bounds={{ from: 60, to: 220 }} value={limits.hardLimitBpm} onChange={(hardLimitBpm) => setLimits({ ...limits, hardLimitBpm })} />
          {(Object.keys(limitWords) as Named[]).map((name) => (
            <Limit key={name} words={limitWords[name]} bounds={limitBounds[name]} value={limits.alertLimits[name] ?? null} onChange={(value) => setLimits({ ...limits, alertLimits: withLimit(limits.alertLimits, name, value) })} />
          ))}
        </fieldset>
        <button type="submit" disabled={ask.isPending}>What would they have told?</button>
        <Failure of={ask.error} what="Not asked" />
      </form>
      {ask.data === undefined ? null : <WhatIf key={ask.data.id} whatIfId={ask.data.id} />}
    </details>
  );
}

function Limit({ words, bounds: { from, to }, value, onChange }: { words: string; bounds: { from: number; to: number }; value: number | null; onChange: (value: number | null) => void }): ReactElement {
  return (
    <label className="field">{words}
      <input type="number" min={from} max={to} step="any" value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? null : event.target.valueAsNumber)} />
    </label>
  );
}

function withLimit(limits: AlertLimits, name: Named, value: number | null): AlertLimits {
  const { [name]: _before, ...others } = limits;
  return value === null ? others : { ...others, [name]: value };
}
