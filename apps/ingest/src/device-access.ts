import type { DeviceIdentity } from '#libs/data';
import { downTopic, parseUpTopic, stateTopic } from '#libs/sensors';

/** What a client wants to send. */
export interface Publishing {
  topic: string;
  qos: number;
  retain: boolean;
}

/** `v1/d/{deviceId}/up/f/json` has six. Attack: a topic of thousands of levels, each a word to the matcher (aedes < 1.1.1 died of it). */
const topicLevels = 8;

/**
 * Why this may not be published, a will too; null: it may. Attacks: writing as another device; a retained message, which would be
 * told to whoever comes later as if it were new; QoS 2, of which the broker keeps each message until the sender has released it.
 */
export function publishRefusal({ deviceId, kind }: DeviceIdentity, { topic, retain, qos }: Publishing): string | null {
  if (retain) return 'retained messages are refused';
  if (qos > 1) return 'QoS 2 is refused';
  if (topic.split('/', topicLevels + 1).length > topicLevels) return 'too many levels';
  if (kind === 'recovery') return isPacketTopic(topic, deviceId) ? null : 'a recovery ticket brings packets and nothing else';
  if (topic === stateTopic(deviceId)) return null;
  return topic.startsWith(`v1/d/${deviceId}/up/`) ? null : 'not its own topic';
}

function isPacketTopic(topic: string, deviceId: string): boolean {
  const parsed = parseUpTopic(topic);
  return parsed?.deviceId === deviceId && (parsed.kind === 'f' || parsed.kind === 'f/json');
}

/** Attack: reading what another device is told, or everything. */
export function maySubscribe({ deviceId }: DeviceIdentity, topic: string): boolean {
  return [downTopic(deviceId, 'wm'), downTopic(deviceId, 'ctl'), `v1/d/${deviceId}/down/#`, `v1/d/${deviceId}/down/+`].includes(topic);
}
