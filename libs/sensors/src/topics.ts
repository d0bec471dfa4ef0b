/**
 * MQTT topics of a device (reliability 7.5). No patient, name or session stands in a topic: topics end up in logs.
 * A device writes and reads nothing outside `v1/d/{own id}/`.
 */
export type UpTopic = 'f' | 'f/json' | 'q' | 'shown';
export type DownTopic = 'wm' | 'ctl';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const owner = new RegExp(`^v1/d/(${uuid})/`);
const up = new RegExp(`^v1/d/(${uuid})/up/(f|f/json|q|shown)$`);

export function upTopic(deviceId: string, kind: UpTopic): string {
  return `v1/d/${deviceId}/up/${kind}`;
}

export function downTopic(deviceId: string, kind: DownTopic): string {
  return `v1/d/${deviceId}/down/${kind}`;
}

export function stateTopic(deviceId: string): string {
  return `v1/d/${deviceId}/state`;
}

/** Whose topic it is, also when nothing may be sent on it; null: no device's. */
export function deviceOfTopic(topic: string): string | null {
  return owner.exec(topic)?.[1] ?? null;
}

/** null: not a topic on which a device may send. */
export function parseUpTopic(topic: string): { deviceId: string; kind: UpTopic } | null {
  const match = up.exec(topic);
  return match === null ? null : { deviceId: match[1], kind: match[2] as UpTopic };
}
