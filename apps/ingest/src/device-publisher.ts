/** Sends to a device: the MQTT client in the cluster profile, the broker itself in the embedded one. */
export abstract class DevicePublisher {
  abstract publish(topic: string, payload: string): void;
}
