import type { ReactElement } from 'react';

const scale = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** 0 to 10, one click. */
export function Scale({ label, isPending, onSay }: { label: string; isPending: boolean; onSay: (value: number) => void }): ReactElement {
  return (
    <p className="scale" role="group" aria-label={`${label}, 0 to 10`}>
      <span>{label}</span>
      {scale.map((value) => (
        <button key={value} type="button" disabled={isPending} aria-label={`${label} ${value}`} onClick={() => onSay(value)}>
          {value}
        </button>
      ))}
    </p>
  );
}
