import { isIPv6 } from 'node:net';
import { SignInTryRepository, type TryLimit } from '#libs/data';
import { Clock } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import { tooMany } from './too-many.js';

/** Of one name from one address. */
const ofBoth = 5;
/** Of one name from wherever, and of one address at whatever names: more, since whoever knows a name must not be able to lock its owner out by five guesses, and a clinic sits behind one address. */
const ofEither = 30;
/** Of links that hold a secret too long to be guessed: so that asking does not cost us more than it costs whoever asks. */
const ofLinks = 10;

/** How often somebody may try within ten minutes, at all gateways together. */
@Injectable()
export class SignInTries {
  constructor(private readonly tries: SignInTryRepository, private readonly clock: Clock) {}

  /** Throws 429 when there were too many; otherwise a function to call when the try came to something. */
  async password(signInName: string, address: string): Promise<() => Promise<void>> {
    const [name, network] = [signInName.trim().toLowerCase(), networkOf(address)];
    const [both, ofName, ofAddress] = [`password ${network} ${name}`, `password-name ${name}`, `password-address ${network}`];
    await this.take([{ key: both, allowed: ofBoth }, { key: ofName, allowed: ofEither }, { key: ofAddress, allowed: ofEither }]);
    return async () => {
      await this.tries.forget(both);
      await this.tries.giveBack([ofName, ofAddress]);
    };
  }

  /** Throws 429 when there were too many. */
  async link(kind: 'invitation' | 'password-reset', address: string): Promise<void> {
    await this.take([{ key: `${kind} ${networkOf(address)}`, allowed: ofLinks }]);
  }

  private async take(limits: TryLimit[]): Promise<void> {
    if (!(await this.tries.take(limits, new Date(this.clock.now())))) throw tooMany('too many attempts; try again in ten minutes');
  }
}

/** What one subscriber has of IPv6 is a network of 64 bits at least (RFC 6177): all its addresses are one. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [before, after = ''] = address.split('::');
  const [head, tail] = [before, after].map((part) => part.split(':').filter((group) => group !== ''));
  const groups = [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
