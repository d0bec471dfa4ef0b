import type { AlertView } from '#libs/contracts';
import type { ReactElement } from 'react';

/** Two kinds, two shapes: a heart is about the patient, a plug is about the equipment. */
export function AlertIcon({ kind }: { kind: AlertView['kind'] }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      {kind === 'clinical' ? (
        <path d="M10 17.5 3.2 10.6a4.3 4.3 0 0 1 6.1-6.1l.7.7.7-.7a4.3 4.3 0 0 1 6.1 6.1z" fill="currentColor" />
      ) : (
        <path d="M7 2v4M13 2v4M4.500 6.500h11v3a5.500 5.500 0 0 1-11 0zM10 15v3.500" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      )}
    </svg>
  );
}
