import type { OwnRuleWrite } from '#libs/contracts';
import { formCodes, measures, ownRuleBounds, type Measure } from '#libs/domain';
import { sayEdge, sayFaultOfRule, sayMeasure, sayPatientValue } from '#libs/web';
import type { ReactElement } from 'react';

type Comparison = OwnRuleWrite['when']['groups'][number]['comparisons'][number];
type Faults = Extract<Comparison['what'], { measure: 'faults' }>;

const edges: Comparison['is'][] = ['above', 'at-least', 'below', 'at-most'];
/** What one begins with when another measure is chosen. */
const usual: Record<Measure, Pick<Comparison, 'is' | 'than' | 'margin'>> = {
  'heart-rate': { is: 'above', than: { of: 'zone-high', plus: 0 }, margin: 3 },
  'heart-rate-percent': { is: 'above', than: 75, margin: 2 },
  pain: { is: 'at-least', than: 4, margin: 0 },
  dizziness: { is: 'at-least', than: 3, margin: 0 },
  effort: { is: 'at-least', than: 6, margin: 0 },
  'form-score': { is: 'below', than: 60, margin: 5 },
  faults: { is: 'at-least', than: 3, margin: 0 },
  'heart-rate-missing': { is: 'at-least', than: 20, margin: 0 },
  'movement-missing': { is: 'at-least', than: 10, margin: 0 },
};
const margins: Measure[] = ['heart-rate', 'heart-rate-percent', 'form-score'];

/** One row: what, how, than what. */
export function OwnRuleComparison({ comparison, onChange }: { comparison: Comparison; onChange: (comparison: Comparison) => void }): ReactElement {
  const { what, is, margin } = comparison;
  const { unit } = measures[what.measure];
  return (
    <>
      <select aria-label="What" value={what.measure} onChange={(event) => onChange(beginWith(event.target.value as Measure))}>
        {(Object.keys(measures) as Measure[]).map((measure) => <option key={measure} value={measure}>{sayMeasure(measure)}</option>)}
      </select>
      {what.measure === 'faults' ? <Fault what={what} onChange={(changed) => onChange({ ...comparison, what: changed })} /> : null}
      <select aria-label="How" value={is} onChange={(event) => onChange({ ...comparison, is: event.target.value as Comparison['is'] })}>
        {edges.map((edge) => <option key={edge} value={edge}>{sayEdge(edge)}</option>)}
      </select>
      <Than comparison={comparison} onChange={onChange} />
      {margins.includes(what.measure) ? (
        <label className="rule-margin">over once back by <input className="number" type="number" required min={0} max={50} step="any" value={shown(margin)} onChange={(event) => onChange({ ...comparison, margin: event.target.valueAsNumber })} /> {unit}</label>
      ) : null}
    </>
  );
}

function Fault({ what, onChange }: { what: Faults; onChange: (what: Faults) => void }): ReactElement {
  const { from, to } = ownRuleBounds.ofLast;
  return (
    <>
      <select aria-label="Fault" value={what.fault} onChange={(event) => onChange({ ...what, fault: event.target.value as Faults['fault'] })}>
        {(['POOR_FORM', ...formCodes] as const).map((fault) => <option key={fault} value={fault}>{sayFaultOfRule(fault)}</option>)}
      </select>
      <label>in the last <input className="number" type="number" required min={from} max={to} step={1} value={shown(what.ofLast)} onChange={(event) => onChange({ ...what, ofLast: event.target.valueAsNumber })} />:</label>
    </>
  );
}

/** A number, or a value of the patient's own and so much more. */
function Than({ comparison, onChange }: { comparison: Comparison; onChange: (comparison: Comparison) => void }): ReactElement {
  const { what, than } = comparison;
  const { unit, from, to, values } = measures[what.measure];
  const number = (label: string, value: number, { min, max, onNumber }: { min: number; max: number; onNumber: (value: number) => void }): ReactElement => (
    <input className="number" type="number" aria-label={label} required min={min} max={max} step="any" value={shown(value)} onChange={(event) => onNumber(event.target.valueAsNumber)} />
  );
  const own = typeof than === 'number' ? null : than;
  return (
    <>
      {values.length === 0 ? null : (
        <select aria-label="Than what" value={own === null ? 'number' : own.of} onChange={(event) => onChange({ ...comparison, than: chosenValue(what.measure, event.target.value) })}>
          <option value="number">a number</option>
          {values.map((of) => <option key={of} value={of}>{sayPatientValue(of)}</option>)}
        </select>
      )}
      {typeof than === 'number' ? number('Value', than, { min: from, max: to, onNumber: (value) => onChange({ ...comparison, than: value }) }) : null}
      {own === null ? null : <>plus {number('Plus', own.plus, { min: ownRuleBounds.plus.from, max: ownRuleBounds.plus.to, onNumber: (plus) => onChange({ ...comparison, than: { ...own, plus } }) })}</>} {unit}
    </>
  );
}

function chosenValue(measure: Measure, chosen: string): Comparison['than'] {
  const of = measures[measure].values.find((value) => value === chosen);
  if (of !== undefined) return { of, plus: 0 };
  return measure === 'heart-rate' ? 120 : 4;
}

function beginWith(measure: Measure): Comparison {
  const what: Comparison['what'] = measure === 'faults' ? { measure, fault: 'POOR_FORM', ofLast: 5 } : { measure };
  return { what, ...usual[measure] };
}

/** A field that was emptied holds no number until another is typed. */
function shown(value: number): number | '' {
  return Number.isNaN(value) ? '' : value;
}
