import type { LimitsWhatIf as Limits, Prescription } from '#libs/contracts';
import { limitBounds, type PainModel } from '#libs/domain';
import { saySetLimits, sayPainModel } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { WhatIf } from './what-if.js';

type AlertLimits = NonNullable<Limits['alertLimits']>;
type Named = 'ceilingDwellS' | 'lowHeartRateBpm' | 'hardAngleDeg' | 'dizziness';

const limitWords: Record<Named, string> = {
  ceilingDwellS: 'Over the ceiling for, s', lowHeartRateBpm: 'Heart rate too low below, bpm', hardAngleDeg: 'Angle that must not be passed, °', dizziness: 'Dizziness from, 0 to 10',
};
const painModels: PainModel[] = ['seed', 'pain-monitoring', 'central-sensitisation'];
const nothing: Limits = { alertLimits: {}, ceilingBpm: null, hardLimitBpm: null };

/** Limits of the built-in rules, exercise by exercise: what is set, and others, to be tried and then set. */
export function BuiltInLimits({ patientId }: { patientId: string }): ReactElement | null {
  const { queries } = useConsole();
  const list = queries.useQuery('get', '/api/patients/{patientId}/prescriptions', { params: { path: { patientId } } });
  const [prescriptionId, setPrescriptionId] = useState('');
  const prescriptions = list.data ?? [];
  const chosen = prescriptions.find(({ id }) => id === prescriptionId) ?? prescriptions.at(0);
  if (chosen === undefined) return null;
  return (
    <details className="limits-what-if" data-testid="built-in-limits">
      <summary>Change limits of the built-in rules</summary>
      <label className="field">Exercise
        <select value={chosen.id} onChange={(event) => setPrescriptionId(event.target.value)}>
          {prescriptions.map(({ id, exerciseName }) => <option key={id} value={id}>{exerciseName}</option>)}
        </select>
      </label>
      <Trial key={chosen.id} prescription={chosen} onChanged={() => void list.refetch()} />
    </details>
  );
}

/** First what they would have told, then set: nobody switches on what nobody has seen (feature E9). */
function Trial({ prescription: { id, limits: was }, onChanged }: { prescription: Prescription; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const [limits, setLimits] = useState(nothing);
  const [isTried, setIsTried] = useState(false);
  const params = { path: { prescriptionId: id } };
  const ask = queries.useMutation('post', '/api/prescriptions/{prescriptionId}/what-ifs', { onSuccess: () => setIsTried(false) });
  const change = queries.useMutation('put', '/api/prescriptions/{prescriptionId}/limits', {
    onSuccess: () => {
      setLimits(nothing);
      ask.reset();
    },
    onSettled: onChanged,
  });
  const edit = (edited: Limits): void => {
    setLimits(edited);
    ask.reset();
    change.reset();
  };
  const isAnySet = saySetLimits(was).length > 0;
  const asked = ask.data;
  return (
    <form className="stacked-form" aria-label="Other limits, to try"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ params, body: limits });
      }}>
      <p data-testid="limits-set">{sayStanding(was)}</p>
      <p className="muted">First see what others would have told. What is left empty stays as it is.</p>
      <LimitFields limits={limits} onChange={edit} />
      <p className="acts">
        <button type="submit" className={isTried ? undefined : 'primary'} disabled={ask.isPending || isEmpty(limits)}>What would they have told?</button>
        {isAnySet ? <button type="button" disabled={change.isPending} onClick={() => change.mutate({ params, body: { was, whatIfId: null } })}>All back to the defaults</button> : null}
      </p>
      <Failure of={ask.error} what="Not asked" />
      {asked === undefined ? null : <WhatIf key={asked.id} whatIfId={asked.id} onAnswered={(state) => setIsTried(state === 'done')} />}
      {asked === undefined || !isTried ? null : <button type="button" className="primary" disabled={change.isPending} onClick={() => change.mutate({ params, body: { was, whatIfId: asked.id } })}>Set these limits</button>}
      {change.isSuccess ? <p role="status">Set. It counts for sessions that begin from now on.</p> : null}
      <Failure of={change.error} what="Not set" />
    </form>
  );
}

function LimitFields({ limits, onChange }: { limits: Limits; onChange: (limits: Limits) => void }): ReactElement {
  const { alertLimits } = limits;
  const put = (part: AlertLimits): void => onChange({ ...limits, alertLimits: { ...alertLimits, ...part } });
  return (
    <fieldset>
      <Limit words="Ceiling, bpm" bounds={{ from: 60, to: 220 }} value={limits.ceilingBpm} onChange={(ceilingBpm) => onChange({ ...limits, ceilingBpm })} />
      <Limit words="Hard limit, bpm" bounds={{ from: 60, to: 220 }} value={limits.hardLimitBpm} onChange={(hardLimitBpm) => onChange({ ...limits, hardLimitBpm })} />
      {(Object.keys(limitWords) as Named[]).map((name) => (
        <Limit key={name} words={limitWords[name]} bounds={limitBounds[name]} value={alertLimits[name] ?? null} onChange={(value) => put({ [name]: value ?? undefined })} />
      ))}
      <label className="field">Passing that angle is
        <select value={String(alertLimits.hardAngleIsHigh ?? '')} onChange={({ target: { value } }) => put({ hardAngleIsHigh: value === '' ? undefined : value === 'true' })}>
          <option value="">as it is</option>
          <option value="false">Medium</option>
          <option value="true">HIGH: stop</option>
        </select>
      </label>
      <label className="field">Pain during exercise is read
        <select value={alertLimits.painModel ?? ''} onChange={({ target: { value } }) => put({ painModel: painModels.find((model) => model === value) })}>
          <option value="">as it is</option>
          {painModels.map((model) => <option key={model} value={model}>{sayPainModel(model)}</option>)}
        </select>
      </label>
    </fieldset>
  );
}

function Limit({ words, bounds: { from, to }, value, onChange }: { words: string; bounds: { from: number; to: number }; value: number | null; onChange: (value: number | null) => void }): ReactElement {
  return (
    <label className="field">{words}
      <input type="number" min={from} max={to} step="any" value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? null : event.target.valueAsNumber)} />
    </label>
  );
}

function sayStanding(limits: Prescription['limits']): ReactElement {
  const said = saySetLimits(limits);
  return said.length === 0 ? <>All are the defaults.</> : <><strong>Set: {said.join('; ')}.</strong> The others are the defaults.</>;
}

function isEmpty({ alertLimits, ceilingBpm, hardLimitBpm }: Limits): boolean {
  return ceilingBpm === null && hardLimitBpm === null && Object.values(alertLimits).every((value) => value === undefined);
}
