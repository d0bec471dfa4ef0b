import type { ExerciseNow } from '#libs/contracts';
import { afterPaint, speak } from '#libs/web';
import { useEffect, useId, useLayoutEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useConsole } from '../console-context.js';
import { SaysNow } from './says-now.js';

type Instruction = NonNullable<ExerciseNow['instruction']>;

const actWords = { stop: 'STOP', answer: 'Are you all right?', check: 'Please check', adjust: 'Go on, with a change' } as const;

/** What they are to do, shown and spoken once. The therapist is told when it is drawn. */
export function Told({ sessionId, instruction: { id, act, words } }: { sessionId: string; instruction: Instruction }): ReactElement {
  const { mutate: sayShown } = useConsole().queries.useMutation('post', '/api/record/instructions/{ownInstructionId}/shown', { retry: 10, retryDelay: 1000 });
  useEffect(() => afterPaint(() => sayShown({ params: { path: { ownInstructionId: id } } })), [id, sayShown]);
  useEffect(() => speak(words), [words]);
  const says = <SaysNow sessionId={sessionId} asks={act === 'answer' ? 'all-right' : null} />;
  if (act === 'stop' || act === 'answer') return <Covering act={act} words={words}>{says}</Covering>;
  return (
    <div className={`told ${act}`} data-testid="told">
      <div role="status">
        <p className="told-act">{actWords[act]}</p>
        <p className="told-words">{words}</p>
      </div>
      {says}
    </div>
  );
}

/** Over everything, and nothing behind it can be reached until it is over: neither by touch nor by key nor by a screen reader. */
function Covering({ act, words, children }: { act: 'stop' | 'answer'; words: string; children: ReactNode }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const cover = (): void => {
    if (dialog.current?.isConnected !== true || dialog.current.open) return;
    dialog.current.showModal();
    // Not one of the buttons: whoever is typing would press it.
    dialog.current.focus();
  };
  useLayoutEffect(() => {
    const covering = dialog.current;
    cover();
    return () => covering?.close();
  }, []);
  return (
    <dialog ref={dialog} role="alertdialog" className={`told own ${act}`} aria-labelledby={`${id}-act`} aria-describedby={`${id}-words`} tabIndex={-1} onCancel={(event) => event.preventDefault()} onClose={cover} data-testid="told">
      <p id={`${id}-act`} className="told-act">{actWords[act]}</p>
      <p id={`${id}-words`} className="told-words">{words}</p>
      {children}
    </dialog>
  );
}
