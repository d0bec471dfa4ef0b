import type { ConsoleToServer, EventFor, ServerToConsole } from '#libs/contracts';
import { Injectable } from '@nestjs/common';
import type { Server, Socket } from 'socket.io';

/** What we keep with a socket: whose it is, and the sign-in it came with. */
export interface ConsoleData {
  practitionerId: string;
  signInId: string;
}

export type LiveServer = Server<ConsoleToServer, ServerToConsole, Record<string, never>, ConsoleData>;
export type ConsoleSocket = Socket<ConsoleToServer, ServerToConsole, Record<string, never>, ConsoleData>;

type Payload<E extends keyof ServerToConsole> = Parameters<ServerToConsole[E]>[0];

const patientRoom = (patientId: string): string => `patient:${patientId}`;
const practitionerRoom = (practitionerId: string): string => `practitioner:${practitionerId}`;

/**
 * The consoles connected to this process, by who they are and whom they care for. The types let an event go to its
 * audience (contracts, `liveAudience`) and to nobody else.
 */
@Injectable()
export class Consoles {
  private server: LiveServer | null = null;

  attach(server: LiveServer): void {
    this.server = server;
  }

  tellCarers<E extends EventFor<'carers'>>(patientId: string, event: E, payload: Payload<E>): void {
    this.emit(event, payload, { room: patientRoom(patientId), except: [] });
  }

  /** The same, but not to these sockets. */
  tellCarersExcept<E extends EventFor<'carers'>>(except: string[], { patientId, event, payload }: { patientId: string; event: E; payload: Payload<E> }): void {
    this.emit(event, payload, { room: patientRoom(patientId), except });
  }

  tellPractitioner<E extends EventFor<'practitioner'>>(practitionerId: string, event: E, payload: Payload<E>): void {
    this.emit(event, payload, { room: practitionerRoom(practitionerId), except: [] });
  }

  tellEverybody<E extends EventFor<'signed-in'>>(event: E, payload: Payload<E>): void {
    this.emit(event, payload, { room: null, except: [] });
  }

  isAnybodyHere(): boolean {
    return this.all().length > 0;
  }

  isAnyCarerHere(patientId: string): boolean {
    return this.server?.of('/').adapter.rooms.has(patientRoom(patientId)) ?? false;
  }

  all(): ConsoleSocket[] {
    return this.server === null ? [] : [...this.server.of('/').sockets.values()];
  }

  /** Ids of the sockets that have not taken what they were sent before. */
  slow(): string[] {
    return this.all().filter((socket) => !socket.conn.transport.writable).map((socket) => socket.id);
  }

  /** From now on this socket hears of these patients and of no others. */
  async place(socket: ConsoleSocket, { practitionerId, patientIds }: { practitionerId: string; patientIds: string[] }): Promise<void> {
    const wanted = new Set([practitionerRoom(practitionerId), ...patientIds.map(patientRoom)]);
    for (const room of [...socket.rooms]) if (room !== socket.id && !wanted.has(room)) await socket.leave(room);
    await socket.join([...wanted]);
  }

  /** A patient who came into care while consoles were open: they hear of them from now on. */
  follow(practitionerIds: string[], patientId: string): void {
    for (const practitionerId of practitionerIds) this.server?.in(practitionerRoom(practitionerId)).socketsJoin(patientRoom(patientId));
  }

  disconnectAll(): void {
    this.server?.disconnectSockets(true);
  }

  private emit<E extends keyof ServerToConsole>(event: E, payload: Payload<E>, { room, except }: { room: string | null; except: string[] }): void {
    if (this.server === null) return;
    const audience = room === null ? this.server.except(except) : this.server.to(room).except(except);
    audience.emit(event, ...([payload] as Parameters<ServerToConsole[E]>));
  }
}
