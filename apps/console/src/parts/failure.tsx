import { sayFailure } from '#libs/web';
import type { ReactElement } from 'react';

/** Why it was not done; nothing where it was. */
export function Failure({ of: error, what }: { of: unknown; what: string }): ReactElement | null {
  if (error === null || error === undefined) return null;
  return <p role="alert" className="failure">{what}: {sayFailure(error)}</p>;
}
