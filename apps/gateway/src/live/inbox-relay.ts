import { InboxRepository } from '#libs/data';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Consoles } from './consoles.js';

/** A hint may be lost; so often every inbox of somebody connected is looked into anyway. */
const sweepMs = 5000;
const pageSize = 200;

/** How far the consoles of one practitioner have been told. */
interface Reader {
  sequence: number;
  /** Where telling begins is known. */
  started: Promise<void>;
  isBusy: boolean;
  /** Something came while it was busy: look once more. */
  again: boolean;
}

/** Inbox entries to the consoles of those whose inbox it is: read after the last one told, in order, one pull at a time for each. */
@Injectable()
export class InboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(InboxRelay.name);
  private readonly readers = new Map<string, Reader>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly inbox: InboxRepository, private readonly consoles: Consoles) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.hear([...this.readers.keys()]), sweepMs);
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /**
   * Before a console is let in. The first of a practitioner fixes where telling begins: what the inbox held before, it pulls
   * itself; what is committed afterwards is told. A later one may hear what it has pulled too, with the same sequence.
   */
  async begin(practitionerId: string): Promise<void> {
    const reader = this.readers.get(practitionerId) ?? this.open(practitionerId);
    await reader.started;
  }

  /** The last console of a practitioner is gone. */
  end(practitionerId: string): void {
    this.readers.delete(practitionerId);
  }

  hear(practitionerIds: string[]): void {
    for (const practitionerId of practitionerIds) this.look(practitionerId);
  }

  private open(practitionerId: string): Reader {
    const reader: Reader = { sequence: 0, started: Promise.resolve(), isBusy: true, again: false };
    reader.started = this.start(practitionerId, reader);
    this.readers.set(practitionerId, reader);
    return reader;
  }

  private async start(practitionerId: string, reader: Reader): Promise<void> {
    try {
      reader.sequence = await this.inbox.lastSequence(practitionerId);
    } catch (error) {
      if (this.readers.get(practitionerId) === reader) this.readers.delete(practitionerId);
      throw error;
    }
    reader.isBusy = false;
    if (reader.again) this.look(practitionerId);
  }

  private look(practitionerId: string): void {
    const reader = this.readers.get(practitionerId);
    if (reader === undefined) return;
    reader.again = true;
    if (!reader.isBusy) void this.pull(practitionerId, reader);
  }

  private async pull(practitionerId: string, reader: Reader): Promise<void> {
    reader.isBusy = true;
    try {
      while (reader.again) {
        reader.again = false;
        await this.tellNew(practitionerId, reader);
      }
    } catch (error) {
      this.logger.warn({ msg: 'inbox not told; it is looked into again within 5 s', error: String(error) });
    } finally {
      reader.isBusy = false;
    }
  }

  private async tellNew(practitionerId: string, reader: Reader): Promise<void> {
    const entries = await this.inbox.after(practitionerId, reader.sequence, pageSize);
    for (const entry of entries) {
      this.consoles.tellPractitioner(practitionerId, 'alert.changed', entry);
      reader.sequence = entry.sequence;
    }
    if (entries.length === pageSize) reader.again = true;
  }
}
