import { AsyncLocalStorage } from 'node:async_hooks';

/** `actorId` null: somebody who has not said who they are, and sees nothing. */
interface Acting {
  actorId: string | null;
}

const acting = new AsyncLocalStorage<Acting | undefined>();

/**
 * Everything that `work` asks of the store, however deep, is asked as this person: PostgreSQL itself leaves out what is not
 * theirs to see (row-security). Outside of it, as in ingest and worker, the store is asked as the server.
 */
export function actAs<T>(actorId: string | null, work: () => T): T {
  return acting.run({ actorId }, work);
}

/** undefined: the server itself. */
export function currentActing(): Acting | undefined {
  return acting.getStore();
}
