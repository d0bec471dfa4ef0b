import { bursts, leastVolume, type AlarmSound, type SoundState } from '#libs/web';
import { useId, useSyncExternalStore, type ReactElement } from 'react';

const words: Record<SoundState, string> = { on: 'Sound on', off: 'SOUND IS OFF', blocked: 'SOUND IS OFF: click anywhere' };
const samples = [['clinical-high', 'Patient, high'], ['clinical-medium', 'Patient, medium'], ['technical-high', 'Equipment, high'], ['technical-medium', 'Equipment, medium'], ['not-live', 'Not live']] as const;

/** Whether alerts can be heard, at all times; how loud; and what each sounds like. */
export function SoundControl({ sound }: { sound: AlarmSound }): ReactElement {
  const state = useSyncExternalStore(sound.subscribe, sound.state);
  const { isOff, volume } = useSyncExternalStore(sound.subscribe, sound.setting);
  const slider = useId();
  return (
    <details className={`sound ${state}`} data-testid="sound">
      <summary role="status" data-testid="sound-state" data-state={state}>{words[state]}</summary>
      <div className="sound-panel">
        <button type="button" data-testid="sound-switch" onClick={() => sound.set({ isOff: !isOff, volume })}>{isOff ? 'Turn sound on' : 'Turn sound off'}</button>
        <label htmlFor={slider}>Volume</label>
        <input id={slider} type="range" min={leastVolume} max={1} step={0.05} value={volume} data-testid="sound-volume" disabled={isOff} onChange={(event) => sound.set({ isOff, volume: Number(event.target.value) })} />
        <p>Hear it:</p>
        {samples.map(([name, label]) => (
          <button key={name} type="button" data-testid={`hear-${name}`} disabled={isOff} onClick={() => sound.play(bursts[name])}>{label}</button>
        ))}
      </div>
    </details>
  );
}
