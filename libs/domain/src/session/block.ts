/**
 * What one packet said, decoded: the input of `analyse`. Columnar, SI-like units at the API
 * (m/s2, deg/s, bpm, ms), times in *session time*: milliseconds since the session began, on the
 * session's own clock (the device's monotonic clock plus the offset fixed when its stream was opened).
 * Session time depends on nothing but the packet and that stored offset, so a packet that comes twice,
 * late or in another order has the same time.
 */
export type Block = ImuBlock | HeartRateBlock | BatteryBlock | MarkBlock | GapBlock | EndBlock;

export interface BlockHead {
  /** Order in which the session's streams (device and epoch) were opened, from 0. */
  stream: number;
  /** 1..n, gapless within a stream. */
  sequence: number;
  /** Number of the sensor on its device; `SensorBinding` says where it is worn. */
  sensor: number;
  /** Session time of the first sample, ms. */
  startMs: number;
  /** Session time just after the last sample (half-open), ms. */
  endMs: number;
  /** Server clock when the packet came, epoch ms; kept with it. Nothing is measured by it but how far the clocks of two devices are apart. */
  receivedAtMs: number;
}

/** n samples of a 6-axis inertial sensor at `rateHz`; sample i is at `startMs + 1000 i / rateHz`. */
export interface ImuBlock extends BlockHead {
  kind: 'imu';
  rateHz: number;
  /** 3n values, x y z per sample, specific force in sensorFrame, m/s2. */
  accelerationMPerS2: Float64Array;
  /** 3n values, x y z per sample, in sensorFrame, deg/s. */
  angularVelocityDegPerS: Float64Array;
}

/** Skin contact as the strap tells it (BLE 0x2A37 flags bits 1-2); unsupported is not "lost". */
export type ReportedContact = 'detected' | 'lost' | 'unsupported';

export interface HeartRateBlock extends BlockHead {
  kind: 'heart-rate';
  readings: HeartRateReading[];
}

export interface HeartRateReading {
  /** Session time, ms. */
  tMs: number;
  heartRateBpm: number;
  contact: ReportedContact;
  /** Intervals between beats since the last reading, oldest first, ms. Empty when the strap sends none. */
  rrMs: number[];
}

export interface BatteryBlock extends BlockHead {
  kind: 'battery';
  percent: number;
}

/** Something happened at `startMs`: a phase began (`phase:cool-down`, see `phase.ts`), a button was pressed. */
export interface MarkBlock extends BlockHead {
  kind: 'mark';
  name: string;
}

/** The device itself says that it has no samples for [startMs, endMs): radio loss, a full buffer. */
export interface GapBlock extends BlockHead {
  kind: 'gap';
  reason: string;
}

/** The device ended its stream; `lastSequence` says how many packets there are in all. */
export interface EndBlock extends BlockHead {
  kind: 'end';
  lastSequence: number;
}
