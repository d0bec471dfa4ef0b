import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isInner } from './network.js';

/** For `lookup` of a request to where somebody told us: the address is checked after its name was resolved, and is the one that is then connected to. */
export const lookupOuter: LookupFunction = (hostname, options, found) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return found(error, '', 0);
    if (addresses.some(({ address }) => isInner(address))) return found(new Error(`${hostname} is an inner address`), '', 0);
    if (options.all === true) return found(null, addresses);
    return found(null, addresses[0].address, addresses[0].family);
  });
};
