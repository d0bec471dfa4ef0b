import type { OwnRuleView } from '#libs/contracts';
import { sayOwnRule, sayTime } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { BuiltInLimits } from './built-in-limits.js';
import { Failure } from './failure.js';
import { freshRule, OwnRuleForm } from './own-rule-form.js';
import { WhatIf } from './what-if.js';

/** Alert rules that the therapist has written for this patient, and what they would have told. */
export function OwnRules({ patientId }: { patientId: string }): ReactElement {
  const { queries } = useConsole();
  const params = { path: { patientId } };
  const list = queries.useQuery('get', '/api/patients/{patientId}/own-rules', { params });
  const [isWriting, setIsWriting] = useState(false);
  const create = queries.useMutation('post', '/api/patients/{patientId}/own-rules', {
    onSuccess: () => {
      setIsWriting(false);
      void list.refetch();
    },
  });
  return (
    <section aria-label="Rules of your own">
      <h2>Rules of your own</h2>
      <p className="muted">They tell beside the built-in rules and silence none of them. A change holds for sessions that begin after it.</p>
      <Failure of={list.error} what="Rules cannot be shown" />
      {list.data?.length === 0 && !isWriting ? <p className="empty">None yet.</p> : null}
      <ul className="own-rules">{(list.data ?? []).map((rule) => <Rule key={rule.id} rule={rule} onChanged={() => void list.refetch()} />)}</ul>
      {isWriting
        ? <OwnRuleForm rule={freshRule} isPending={create.isPending} failure={create.error} onKeep={(body) => create.mutate({ params, body })} onLeave={() => setIsWriting(false)} />
        : <p className="acts"><button type="button" onClick={() => setIsWriting(true)}>Write a rule</button></p>}
      <BuiltInLimits patientId={patientId} />
    </section>
  );
}

function Rule({ rule, onChanged }: { rule: OwnRuleView; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const { id, name, content, version, activeVersion, writtenByName, writtenAt } = rule;
  const params = { path: { ruleId: id } };
  const [isWriting, setIsWriting] = useState(false);
  const rewrite = queries.useMutation('put', '/api/own-rules/{ruleId}', {
    onSuccess: () => {
      setIsWriting(false);
      onChanged();
    },
  });
  if (isWriting) {
    return <li className="own-rule"><OwnRuleForm rule={{ name, ...content }} isPending={rewrite.isPending} failure={rewrite.error} onKeep={(body) => rewrite.mutate({ params, body })} onLeave={() => setIsWriting(false)} /></li>;
  }
  return (
    <li className="own-rule" data-testid="own-rule">
      <p><strong>{name}</strong> <span className={`count rule-${activeVersion === null ? 'off' : 'on'}`} data-testid="rule-state">{stateOf(rule)}</span></p>
      <p>{sayOwnRule(content)}</p>
      <p className="muted">{version === 1 ? 'Written' : `Changed for the ${ordinal(version - 1)} time`} by {writtenByName}, {sayTime(writtenAt)}</p>
      <RuleActs rule={rule} onWrite={() => setIsWriting(true)} onChanged={onChanged} />
    </li>
  );
}

/** First what it would have told, then on. */
function RuleActs({ rule: { id, version, activeVersion, whatIf }, onWrite, onChanged }: { rule: OwnRuleView; onWrite: () => void; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const params = { path: { ruleId: id } };
  const ask = queries.useMutation('post', '/api/own-rules/{ruleId}/what-ifs', { onSuccess: onChanged });
  const on = queries.useMutation('post', '/api/own-rules/{ruleId}/activation', { onSuccess: onChanged });
  const off = queries.useMutation('delete', '/api/own-rules/{ruleId}/activation', { onSuccess: onChanged });
  const remove = queries.useMutation('delete', '/api/own-rules/{ruleId}', { onSuccess: onChanged });
  const isTried = whatIf?.state === 'done';
  return (
    <>
      {whatIf === null ? null : <WhatIf whatIfId={whatIf.id} onAnswered={whatIf.state === 'waiting' ? onChanged : undefined} />}
      <p className="acts">
        <button type="button" className={isTried ? undefined : 'primary'} disabled={ask.isPending || whatIf?.state === 'waiting'} onClick={() => ask.mutate({ params, body: { version } })}>
          {isTried ? 'What if, once more' : 'What would it have told?'}
        </button>
        {activeVersion === version ? null : (
          <button type="button" className={isTried ? 'primary' : undefined} disabled={!isTried || on.isPending} title={isTried ? undefined : 'First see what it would have told'} onClick={() => on.mutate({ params, body: { version } })}>
            {activeVersion === null ? 'Switch on' : 'Switch on as it is now'}
          </button>
        )}
        <button type="button" onClick={onWrite}>Change</button>
        {/* One slip takes away no rule that watches over somebody. */}
        {activeVersion === null
          ? <button type="button" disabled={remove.isPending} onClick={() => remove.mutate({ params })}>Remove</button>
          : <button type="button" disabled={off.isPending} onClick={() => off.mutate({ params })}>Switch off</button>}
      </p>
      <Failure of={ask.error ?? on.error ?? off.error ?? remove.error} what="Not done" />
    </>
  );
}

function stateOf({ activeVersion, version }: OwnRuleView): string {
  if (activeVersion === null) return 'off';
  return activeVersion === version ? 'on' : 'on, as it was before the last change';
}

function ordinal(n: number): string {
  const ending = n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
