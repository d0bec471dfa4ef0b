import { Clock, TokenBuckets } from '#libs/platform';
import { Injectable } from '@nestjs/common';

/**
 * What one device may send for ever, and at once. Six sensors send 24 packets a second; one that was away sends its outbox at
 * most 320 a second, 64 for each watermark. A replay at 10 times the speed stays below too.
 */
const packets = { burst: 2000, perS: 500 };
/** Bytes: packets are 200 to 2000; against few that are large. */
const bytes = { burst: 8_000_000, perS: 1_000_000 };
/** Each refused packet is a row for a person to look at: a device that sends nothing else must not fill the disk with them. */
const refusals = { burst: 500, perS: 5 };

/** Two clients with one credential throw each other off for ever; one whose network broke comes back over its own dead connection. */
export const takeovers = { burst: 3, perS: 3 / 60 };

/** Against a device that floods, with good packets or bad: a copied credential, or firmware in a loop. The rest have the store to themselves. */
@Injectable()
export class DeviceRates {
  private readonly packets = new TokenBuckets(packets);
  private readonly bytes = new TokenBuckets(bytes);
  private readonly refusals = new TokenBuckets(refusals);

  constructor(private readonly clock: Clock) {}

  /** False: more than it may. */
  take(deviceId: string, size: number): boolean {
    const nowMs = this.clock.now();
    return this.packets.take(deviceId, nowMs) && this.bytes.take(deviceId, nowMs, size);
  }

  takeRefusal(deviceId: string): boolean {
    return this.refusals.take(deviceId, this.clock.now());
  }
}
