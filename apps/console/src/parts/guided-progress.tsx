import type { Worn } from '#libs/contracts';
import type { ReactElement } from 'react';

type Guided = NonNullable<Worn['guided']>;

/** A guided calibration as it stands: which step, and what the last attempt came to. Said aloud when it changes. */
export function GuidedProgress({ guided, isRunning }: { guided: Guided; isRunning: boolean }): ReactElement {
  return (
    <div className="guided" data-testid="guided" data-step={guided.step}>
      <ol className="guided-steps" aria-label="Steps of the calibration">
        {guided.steps.map((words, step) => (
          <li key={words} className={stepClass(step, guided)} aria-current={isRunning && step === guided.step ? 'step' : undefined}>{words}</li>
        ))}
      </ol>
      <div role="status">
        {isRunning && !guided.passed ? <p className="visually-hidden">Step {guided.step + 1} of {guided.steps.length}: {guided.steps[guided.step]}</p> : null}
        {guided.passed ? <p className="gate gate-go" data-testid="guided-verdict"><strong>Every sensor is calibrated.</strong> Sessions that begin from now on go by it.</p> : <Attempt guided={guided} isRunning={isRunning} />}
      </div>
    </div>
  );
}

function stepClass(step: number, { step: now, passed }: Guided): string {
  if (passed || step < now) return 'guided-done';
  return step === now ? 'guided-now' : 'guided-later';
}

function Attempt({ guided: { verdicts, attempt }, isRunning }: { guided: Guided; isRunning: boolean }): ReactElement | null {
  if (verdicts === null) return isRunning ? null : <p>It ended before it was done: nothing was learned.</p>;
  const words = [...new Set(verdicts.flatMap((each) => (each.words === null ? [] : [each.words])))];
  return (
    <div className="gate gate-caution" data-testid="guided-verdict">
      <p><strong>Not passed{isRunning ? `. Attempt ${attempt} begins with standing still` : ''}.</strong></p>
      <ul>{words.map((each) => <li key={each}>{each}</li>)}</ul>
    </div>
  );
}
