/**
 * The MQTT user name (and client id) of one credential of a device: the device's id, and from the second credential on its
 * number. During a rotation a device has two names, so the old connection lives until the new one does.
 */
export function credentialName(deviceId: string, number: number): string {
  return number === 1 ? deviceId : `${deviceId}.${number}`;
}

const name = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.([2-9]|[1-9]\d{1,5}))?$/;

/** null: not a credential's name. */
export function parseCredentialName(text: string): { deviceId: string; number: number } | null {
  const match = name.exec(text);
  return match === null ? null : { deviceId: match[1], number: Number(match[2] ?? 1) };
}
