import type { PrescriptionCreate } from '#libs/contracts';
import { useState, type ReactElement } from 'react';

type Planned = Pick<PrescriptionCreate, 'intensityScheme' | 'zonePercent' | 'supervised'>;

/** The heart-rate zone, where it is to be another than the usual one, and whether somebody is to watch. */
export function ZoneFields(): ReactElement {
  const [zone, setZone] = useState({ low: '', high: '' });
  const isGiven = zone.low !== '' || zone.high !== '';
  return (
    <fieldset>
      <legend>Heart-rate zone</legend>
      <label className="field">Percent of
        <select name="scheme" defaultValue="percent-max">
          <option value="percent-max">the maximum; usual: 65 to 75 %</option>
          <option value="percent-reserve">the reserve above rest; usual: 40 to 60 %</option>
        </select>
      </label>
      {(['low', 'high'] as const).map((edge) => (
        <label key={edge} className="field">{edge === 'low' ? 'From, % (empty: usual)' : 'To, % (empty: usual)'}
          <input name={`zone ${edge}`} type="number" min={20} max={95} required={isGiven} value={zone[edge]} onChange={({ target }) => setZone({ ...zone, [edge]: target.value })} />
        </label>
      ))}
      <label><input type="checkbox" name="supervised" /> somebody is to watch: when no therapist does, the care team is told</label>
    </fieldset>
  );
}

/** As it was filled in. By the reserve it is planned only once seven days' resting heart rates are known. */
export function zoneOf(form: FormData): Planned {
  const [low, high] = ['zone low', 'zone high'].map((name) => String(form.get(name) ?? ''));
  return {
    intensityScheme: form.get('scheme') === 'percent-reserve' ? 'percent-reserve' : 'percent-max',
    zonePercent: low === '' || high === '' ? null : { low: Number(low), high: Number(high) },
    supervised: form.get('supervised') !== null,
  };
}
