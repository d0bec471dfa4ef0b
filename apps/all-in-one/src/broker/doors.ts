import { TokenBuckets } from '#libs/platform';
import { takeovers } from '../../../ingest/src/device-rates.js';

/** A clinic behind one address has some dozens of devices. */
const openPerAddress = 256;
/** Connections that have not shown a good credential: what a mistyped or revoked one needs, and no more. */
const strangers = { burst: 20, perS: 20 / 60 };
/** One device, coming and going: a bad network makes it come every few seconds, a loop in its firmware many times a second. */
const comings = { burst: 60, perS: 0.5 };

/**
 * Who may knock. Attacks: many idle connections from one address; guessing; connecting in a loop; a copied credential. A
 * connection from this very machine is not counted by address: it may be the proxy's, and then the address is everybody's.
 */
export class Doors {
  private readonly open = new Map<string, number>();
  private readonly strangers = new TokenBuckets(strangers);
  private readonly comings = new TokenBuckets(comings);
  private readonly takeovers = new TokenBuckets(takeovers);

  constructor(private readonly now: () => number) {}

  /** False: no more from this address now. Otherwise whoever asked calls `leave` when the connection has ended. */
  enter(address: string): boolean {
    if (isHere(address)) return true;
    const already = this.open.get(address) ?? 0;
    if (already >= openPerAddress || !this.strangers.take(address, this.now())) return false;
    this.open.set(address, already + 1);
    return true;
  }

  leave(address: string): void {
    const left = (this.open.get(address) ?? 1) - 1;
    if (left > 0) this.open.set(address, left);
    else this.open.delete(address);
  }

  /** A good credential was shown: this connection was no stranger's. */
  known(address: string): void {
    this.strangers.give(address);
  }

  /** False: this credential comes too often. */
  mayCome(name: string): boolean {
    return this.comings.take(name, this.now());
  }

  /** False: taken over so often that two clients must have this credential. */
  mayTakeOver(name: string): boolean {
    return this.takeovers.take(name, this.now());
  }
}

function isHere(address: string): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}
