import { elapsedMs, markNow } from './elapsed.js';
import { nothingKnown, reduceLive, type LiveAction, type LiveState } from './live-state.js';
import { livenessOf, type Liveness } from './liveness.js';
import { SessionCurves } from './session-curves.js';

type Listener = () => void;

/** Facts, curves and the state of the connection of one signed-in page; React subscribes to the facts. */
export class LiveStore {
  private state: LiveState = nothingKnown;
  private readonly listeners = new Set<Listener>();
  private readonly curves = new Map<string, SessionCurves>();
  private isConnected = false;
  private wasLive = false;
  private heardAt = markNow();

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly facts = (): LiveState => this.state;

  dispatch(action: LiveAction): void {
    const before = this.state;
    this.state = reduceLive(before, action);
    if (this.state === before) return;
    if (this.state.sessions !== before.sessions) this.dropCurves();
    for (const listener of this.listeners) listener();
  }

  /** Of a session that is not known yet too: its curves may overtake it. */
  curvesOf(sessionId: string): SessionCurves {
    const known = this.curves.get(sessionId);
    if (known !== undefined) return known;
    const curves = new SessionCurves();
    this.curves.set(sessionId, curves);
    return curves;
  }

  connected(): void {
    this.isConnected = true;
    this.beat();
  }

  disconnected(): void {
    this.isConnected = false;
  }

  beat(): void {
    this.heardAt = markNow();
    this.wasLive = true;
  }

  readonly liveness = (): Liveness => livenessOf({ isConnected: this.isConnected, silentMs: elapsedMs(this.heardAt, markNow()), wasLive: this.wasLive });

  /** When the server was last heard, by the wall clock, ms. */
  readonly lastHeardMs = (): number => this.heardAt.wallMs;

  private dropCurves(): void {
    for (const sessionId of this.curves.keys()) if ((this.state.sessions.get(sessionId)?.fact.state ?? 'running') !== 'running') this.curves.delete(sessionId);
  }
}
