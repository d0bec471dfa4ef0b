/** Numbers that stand for names in a packet (docs/packet.cddl). Numbers are never given twice. */
export const field = {
  version: 0,
  epoch: 1,
  sequence: 2,
  sensor: 3,
  deviceTimeUs: 4,
  kind: 5,
  rateHz: 6,
  accelerationScale: 7,
  angularVelocityScale: 8,
  samples: 9,
  readings: 10,
  percent: 11,
  text: 12,
  untilUs: 13,
  lastSequence: 14,
  magneticScale: 15,
} as const;

export const kinds = ['imu6', 'imu9', 'quaternion', 'heart-rate', 'battery', 'event', 'gap', 'end'] as const;

export const contacts = ['detected', 'lost', 'unsupported'] as const;

/** RFC 8746, section 2.1: typed arrays of signed 16-bit integers and of 32-bit floats, both little endian. */
export const typedArrayTag = { int16: 77, float32: 85 } as const;
