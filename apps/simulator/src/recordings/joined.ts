import { RecordingError, type HeartRateSignal, type Recording } from './recording.js';

/**
 * A movement recording with the heart rate of another one beside it, as long as both last: nothing is invented where the
 * trace ends earlier. The label says that they are not of one person. Throws a `RecordingError` when the second has no heart rate.
 */
export function joinHeartRate(movement: Recording, heartRate: Recording): Recording {
  const trace = heartRate.signals.find((signal): signal is HeartRateSignal => signal.kind === 'heart-rate');
  if (trace === undefined) throw new RecordingError(`${heartRate.id}: no heart rate in it`);
  const endMs = Math.max(...movement.signals.map((signal) => (signal.kind === 'imu' ? (signal.startMs ?? 0) + (1000 * signal.accelerationMPerS2.length) / 3 / signal.rateHz : (signal.readings.at(-1)?.tMs ?? 0))));
  const sensor = Math.max(-1, ...movement.signals.map((signal) => signal.sensor)) + 1;
  return {
    ...movement,
    id: `${movement.id}+${heartRate.id}`,
    label: `${movement.label}; joined with another person's heart rate: ${heartRate.label}`,
    citation: [movement.citation, heartRate.citation].filter((each) => each !== '').join('; '),
    // The limits of the heart are those of the person whose heart it is.
    ageYears: heartRate.ageYears,
    signals: [...movement.signals.filter((signal) => signal.kind !== 'heart-rate'), { ...trace, sensor, readings: trace.readings.filter(({ tMs }) => tMs <= endMs) }],
  };
}
