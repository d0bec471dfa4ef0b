import { useId, type InputHTMLAttributes, type ReactElement } from 'react';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
  /** Why what stood in it was not taken. */
  failure?: string | null;
}

/** One input with its label. */
export function Field({ label, hint, failure = null, ...input }: FieldProps): ReactElement {
  const id = useId();
  const describedBy = [hint === undefined ? '' : `${id}-hint`, failure === null ? '' : `${id}-failure`].filter((each) => each !== '').join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : <p id={`${id}-hint`} className="muted">{hint}</p>}
      <input required maxLength={200} {...input} id={id} aria-describedby={describedBy || undefined} aria-invalid={failure === null ? undefined : true} />
      {failure === null ? null : <p id={`${id}-failure`} role="alert" className="failure">{failure}</p>}
    </div>
  );
}
