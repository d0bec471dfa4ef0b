import { Injectable } from '@nestjs/common';

/** The server's clock, epoch ms. Injected, so that time is something a test can give. */
@Injectable()
export class Clock {
  now(): number {
    return Date.now();
  }
}
