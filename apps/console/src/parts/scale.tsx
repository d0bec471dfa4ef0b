import { useId, type ReactElement } from 'react';

const scale = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

interface ScaleProps {
  label: string;
  /** What its ends mean, for whoever does not know. */
  hint?: string;
  isPending: boolean;
  onSay: (value: number) => void;
}

/** 0 to 10, one click. */
export function Scale({ label, hint, isPending, onSay }: ScaleProps): ReactElement {
  const id = useId();
  return (
    <div className="scale" role="group" aria-label={`${label}, 0 to 10`} aria-describedby={hint === undefined ? undefined : id}>
      <span className="scale-label">{label}</span>
      {hint === undefined ? null : <span id={id} className="scale-hint muted">{hint}</span>}
      {scale.map((value) => (
        <button key={value} type="button" disabled={isPending} aria-label={`${label} ${value}`} onClick={() => onSay(value)}>
          {value}
        </button>
      ))}
    </div>
  );
}
