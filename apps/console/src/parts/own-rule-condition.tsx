import type { OwnRuleWrite } from '#libs/contracts';
import { ownRuleBounds } from '#libs/domain';
import { Fragment, type ReactElement } from 'react';
import { OwnRuleComparison } from './own-rule-comparison.js';

type When = OwnRuleWrite['when'];
type Group = When['groups'][number];
type Join = Group['join'];

const another: Group['comparisons'][number] = { what: { measure: 'pain' }, is: 'at-least', than: 4, margin: 0 };

/** What must be so: rows joined by and/or, and groups of them where one joining is not enough. */
export function OwnRuleCondition({ when, onChange }: { when: When; onChange: (when: When) => void }): ReactElement {
  const { join, groups } = when;
  const put = (i: number, ...put: Group[]): void => onChange({ ...when, groups: groups.toSpliced(i, 1, ...put) });
  return (
    <fieldset>
      <legend>When</legend>
      {groups.map((group, i) => (
        <Fragment key={i}>
          {i === 0 ? null : <p className="rule-row"><JoinChoice label={`Between the groups ${i} and ${i + 1}`} join={join} onChoose={(chosen) => onChange({ ...when, join: chosen })} /></p>}
          <div className={groups.length > 1 ? 'rule-group' : 'rule-rows'} role="group" aria-label={`Group ${i + 1}`}>
            <Rows group={group} onChange={(changed) => (changed.comparisons.length === 0 ? put(i) : put(i, changed))} isOnly={groups.length === 1} />
          </div>
        </Fragment>
      ))}
      {groups.length < ownRuleBounds.groups ? <button type="button" onClick={() => onChange({ join: groups.length === 1 ? 'any' : join, groups: [...groups, { join: 'all', comparisons: [another] }] })}>Another group</button> : null}
      <p className="muted">What is not known is neither so nor not so: it tells nothing, and ends nothing.</p>
    </fieldset>
  );
}

function Rows({ group: { join, comparisons }, onChange, isOnly }: { group: Group; onChange: (group: Group) => void; isOnly: boolean }): ReactElement {
  return (
    <>
      {comparisons.map((comparison, i) => (
        <div key={i} className="rule-row">
          {i === 0 ? null : <JoinChoice label={`Between the conditions ${i} and ${i + 1}`} join={join} onChoose={(chosen) => onChange({ join: chosen, comparisons })} />}
          <OwnRuleComparison comparison={comparison} onChange={(changed) => onChange({ join, comparisons: comparisons.with(i, changed) })} />
          {isOnly && comparisons.length === 1 ? null : <button type="button" aria-label={`Take away condition ${i + 1}`} onClick={() => onChange({ join, comparisons: comparisons.toSpliced(i, 1) })}>✕</button>}
        </div>
      ))}
      {comparisons.length < ownRuleBounds.comparisons ? <button type="button" onClick={() => onChange({ join, comparisons: [...comparisons, another] })}>Another condition</button> : null}
    </>
  );
}

function JoinChoice({ label, join, onChoose }: { label: string; join: Join; onChoose: (join: Join) => void }): ReactElement {
  return (
    <select aria-label={label} value={join} onChange={(event) => onChoose(event.target.value as Join)}>
      <option value="all">and</option>
      <option value="any">or</option>
    </select>
  );
}
