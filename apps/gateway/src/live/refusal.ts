/** Why a socket is not let in, in a word that the client may read. */
export class Refusal extends Error {
  constructor(reason: 'unauthorized' | 'not for your role' | 'too many consoles' | 'gone') {
    super(reason);
  }
}
