import type { OwnRuleWrite } from '#libs/contracts';
import { sayOwnRule, sayPriority } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { Failure } from './failure.js';
import { OwnRuleCondition } from './own-rule-condition.js';

export const freshRule: OwnRuleWrite = {
  name: '', when: { join: 'all', groups: [{ join: 'all', comparisons: [{ what: { measure: 'heart-rate' }, is: 'above', than: { of: 'zone-high', plus: 0 }, margin: 3 }] }] },
  forS: 30, priority: 'medium', graver: null, stepDownAfterS: null, quietS: 60,
};

const priorities = ['info', 'low', 'medium', 'high'] as const;
type Priority = (typeof priorities)[number];

interface FormProps {
  rule: OwnRuleWrite;
  isPending: boolean;
  failure: unknown;
  onKeep: (rule: OwnRuleWrite) => void;
  onLeave: () => void;
}

/** A rule, row by row as one would say it, with the whole sentence below. */
export function OwnRuleForm({ rule: given, isPending, failure, onKeep, onLeave }: FormProps): ReactElement {
  const [rule, setRule] = useState(given);
  const change = (part: Partial<OwnRuleWrite>): void => setRule({ ...rule, ...part });
  return (
    <form className="stacked-form rule-form" aria-label="A rule of your own"
      onSubmit={(event) => {
        event.preventDefault();
        onKeep(rule);
      }}>
      <label className="field">Name, as the alert will be called
        <input required maxLength={80} value={rule.name} onChange={(event) => change({ name: event.target.value })} />
      </label>
      <OwnRuleCondition when={rule.when} onChange={(when) => change({ when })} />
      <fieldset>
        <legend>Then</legend>
        <p className="rule-row">once it has been so for <Seconds label="For how long, s" from={0} to={600} value={rule.forS} onChange={(forS) => change({ forS })} /> s, tell as <Choice label="Priority" value={rule.priority} onChoose={(priority) => change({ priority })} /></p>
        <Graver rule={rule} onChange={change} />
        <p className="rule-row">it is over when it has not been so for <Seconds label="Quiet for, s" from={5} to={900} value={rule.quietS} onChange={(quietS) => change({ quietS })} /> s</p>
      </fieldset>
      <p className="rule-sentence" data-testid="rule-sentence">{sayOwnRule(rule)}</p>
      <p className="acts">
        <button type="submit" className="primary" disabled={isPending}>Keep, switched off</button>
        <button type="button" onClick={onLeave}>Leave it</button>
      </p>
      <Failure of={failure} what="Not kept" />
    </form>
  );
}

function Graver({ rule: { priority, forS, graver, stepDownAfterS, quietS }, onChange }: { rule: OwnRuleWrite; onChange: (part: Partial<OwnRuleWrite>) => void }): ReactElement {
  const next = priorities[Math.min(priorities.indexOf(priority) + 1, 3)];
  return (
    <>
      <p className="rule-row">
        <label><input type="checkbox" checked={graver !== null} disabled={priority === 'high' && graver === null} onChange={(event) => onChange(event.target.checked ? { graver: { afterS: forS + 60, priority: next } } : { graver: null, stepDownAfterS: null })} /> when it is still so, tell it as graver</label>
        {graver === null ? null : <>after <Seconds label="Graver after, s" from={1} to={600} value={graver.afterS} onChange={(afterS) => onChange({ graver: { ...graver, afterS } })} /> s as <Choice label="Graver priority" value={graver.priority} onChoose={(chosen) => onChange({ graver: { ...graver, priority: chosen } })} /></>}
      </p>
      {graver?.priority === 'high' ? <p className="muted">HIGH does not step down: it waits for an answer.</p> : null}
      {graver === null || graver.priority === 'high' ? null : (
        <p className="rule-row">
          <label><input type="checkbox" checked={stepDownAfterS !== null} onChange={(event) => onChange({ stepDownAfterS: event.target.checked ? Math.max(5, Math.floor(quietS / 2)) : null })} /> when it is no longer so, let it step down again</label>
          {stepDownAfterS === null ? null : <>after <Seconds label="Step down after, s" from={5} to={900} value={stepDownAfterS} onChange={(value) => onChange({ stepDownAfterS: value })} /> s</>}
        </p>
      )}
    </>
  );
}

function Seconds({ label, from, to, value, onChange }: { label: string; from: number; to: number; value: number; onChange: (value: number) => void }): ReactElement {
  return <input className="number" type="number" aria-label={label} required min={from} max={to} step={1} value={Number.isNaN(value) ? '' : value} onChange={(event) => onChange(event.target.valueAsNumber)} />;
}

function Choice({ label, value, onChoose }: { label: string; value: Priority; onChoose: (value: Priority) => void }): ReactElement {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChoose(event.target.value as Priority)}>
      {priorities.map((each) => <option key={each} value={each}>{sayPriority(each)}</option>)}
    </select>
  );
}
