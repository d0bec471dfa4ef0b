import type { ServerToConsole } from './live.js';

/**
 * Who hears an event of the console's socket. `carers`: everybody in the patient's care team. `practitioner`: the one whose
 * inbox it is. `signed-in`: every console. An event without an entry here does not compile, and the gateway can send an
 * event only to the audience it has here.
 */
export type LiveAudience = 'carers' | 'practitioner' | 'signed-in';

export const liveAudience = {
  'session.started': 'carers',
  'session.changed': 'carers',
  'session.ended': 'carers',
  'repetition.scored': 'carers',
  'repetition.withdrawn': 'carers',
  'alert.changed': 'practitioner',
  'motion.sampled': 'carers',
  'heart-rate.measured': 'carers',
  'server.beat': 'signed-in',
} as const satisfies Record<keyof ServerToConsole, LiveAudience>;

/** Events with that audience. */
export type EventFor<A extends LiveAudience> = { [E in keyof typeof liveAudience]: (typeof liveAudience)[E] extends A ? E : never }[keyof typeof liveAudience];

/** A device, by its id and secret, touches nothing but these; `ingest` is the only other side. No patient stands in a topic. */
export const mqttAccess = [
  { topic: 'v1/d/{deviceId}/up/f', device: 'publish', carries: 'packet, CBOR' },
  { topic: 'v1/d/{deviceId}/up/f/json', device: 'publish', carries: 'packet, JSON' },
  { topic: 'v1/d/{deviceId}/up/q', device: 'publish', carries: 'request: open a session' },
  { topic: 'v1/d/{deviceId}/up/shown', device: 'publish', carries: 'the patient can see what they are told to do' },
  { topic: 'v1/d/{deviceId}/state', device: 'publish', carries: 'connected or not (last will)' },
  { topic: 'v1/d/{deviceId}/down/wm', device: 'subscribe', carries: 'durable up to here' },
  { topic: 'v1/d/{deviceId}/down/ctl', device: 'subscribe', carries: 'answer to a request; what the patient is to be told' },
] as const satisfies readonly { topic: string; device: 'publish' | 'subscribe'; carries: string }[];
