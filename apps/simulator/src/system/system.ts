/** A running Tendon, as somebody outside of it sees it. */
export interface System {
  httpUrl: string;
  /** Where the console's socket goes; with several gateways another one than `httpUrl`. */
  liveUrl: string;
  mqttUrl: string;
  credentials: { signInName: string; password: string };
  /** Server processes by name, for counting processor time. */
  pids: Map<string, number>;
  /** Prometheus pages of every process on the line of a packet: whatever takes it in, and analyses it. */
  metricsUrls: string[];
  /** What its processes said last: for when something went wrong. */
  said(): string;
  stop(): Promise<void>;
}
