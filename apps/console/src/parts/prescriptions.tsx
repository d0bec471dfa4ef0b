import type { Prescription } from '#libs/contracts';
import { sayExpiry, saySetLimits } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Calibration } from './calibration.js';
import { Failure } from './failure.js';
import { InvolvedSide } from './involved-side.js';
import { PrescriptionForm } from './prescription-form.js';

/** What the patient is to do, with which sensors, and whether it is known how those are worn. */
export function Prescriptions({ patientId }: { patientId: string }): ReactElement {
  const { queries } = useConsole();
  const list = queries.useQuery('get', '/api/patients/{patientId}/prescriptions', { params: { path: { patientId } } });
  const [nowMs] = useState(() => Date.now());
  const again = (): void => void list.refetch();
  return (
    <section aria-label="Exercises and sensors">
      <h2>Exercises and sensors</h2>
      <Failure of={list.error} what="Prescriptions cannot be shown" />
      {list.data?.length === 0 ? <p className="empty">Nothing is prescribed yet.</p> : null}
      <ul className="prescriptions" data-testid="prescriptions">
        {(list.data ?? []).map((prescription) => (
          <li key={prescription.id}>
            <h3>{prescription.exerciseName}{prescription.side === 'both' ? '' : `, ${prescription.side}`}</h3>
            <InvolvedSide prescription={prescription} onChanged={again} />
            <p className="muted">{prescription.sensors.map(saySensor).join('; ')}</p>
            <p data-testid="reference">{sayExpiry(prescription, nowMs)}</p>
            <p data-testid="limits">{saySetLimits(prescription.limits).length === 0 ? 'Limits of the alerts: the defaults' : `Limits of the alerts that are set: ${saySetLimits(prescription.limits).join('; ')}`}</p>
            {prescription.sensors.some(({ kind }) => kind === 'imu') ? <Calibration prescription={prescription} onChanged={again} /> : null}
          </li>
        ))}
      </ul>
      <PrescriptionForm patientId={patientId} onKept={again} />
    </section>
  );
}

function saySensor({ sensor, kind, placement: { segment, side }, axes }: Prescription['sensors'][number]): string {
  const where = side === 'midline' ? segment.replace('-', ' ') : `${side} ${segment.replace('-', ' ')}`;
  const how = axes === undefined ? '' : `, ${sayAxis(axes.up)} up, ${sayAxis(axes.forward)} to the front`;
  return `sensor ${sensor}: ${kind === 'imu' ? where : 'heart-rate strap'}${how}`;
}

function sayAxis(axis: string): string {
  return axis.startsWith('-') ? `the far end of ${axis.slice(1)}` : axis;
}
