import { useId, type InputHTMLAttributes, type ReactElement } from 'react';

/** One input with its label. */
export function Field({ label, hint, ...input }: InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string }): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : <p id={`${id}-hint`} className="muted">{hint}</p>}
      <input required maxLength={200} {...input} id={id} aria-describedby={hint === undefined ? undefined : `${id}-hint`} />
    </div>
  );
}
