import type { Burst } from './burst.js';

/** `blocked`: the browser lets nothing sound before somebody has clicked or pressed a key on the page. */
export type SoundState = 'on' | 'off' | 'blocked';

export interface SoundSetting {
  isOff: boolean;
  /** 0.05 to 1: what is to be silent is switched off, and says so. */
  volume: number;
}

const settingKey = 'tendon.sound';
const usual: SoundSetting = { isOff: false, volume: 0.6 };
/** Below it an alert is as good as off. */
export const leastVolume = 0.05;
/** IEC 60601-1-8: a pulse rises within 10 to 40 % of its length. */
const riseShare = 0.2;
/** So that the loudest of several harmonics does not clip. */
const headroom = 0.5;

/** The loudspeaker of one page, and how loud it is in this browser. */
export class AlarmSound {
  private readonly context = new AudioContext();
  private readonly loudness = this.context.createGain();
  private readonly listeners = new Set<() => void>();
  private current = readSetting();
  /** The sound of a dead line was silenced; until it lives again. */
  isLineSilenced = false;

  constructor() {
    this.loudness.connect(this.context.destination);
    this.apply();
    this.context.addEventListener('statechange', this.changed);
    for (const gesture of gestures) document.addEventListener(gesture, this.unblock);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly setting = (): SoundSetting => this.current;

  readonly state = (): SoundState => (this.current.isOff ? 'off' : this.context.state === 'running' ? 'on' : 'blocked');

  set(setting: SoundSetting): void {
    this.current = { isOff: setting.isOff, volume: Math.min(1, Math.max(leastVolume, setting.volume)) };
    localStorage.setItem(settingKey, JSON.stringify(this.current));
    this.apply();
    this.unblock();
    this.changed();
  }

  play(burst: Burst): void {
    if (this.state() === 'on') scheduleBurst(this.context, this.loudness, burst);
  }

  close(): void {
    for (const gesture of gestures) document.removeEventListener(gesture, this.unblock);
    this.context.removeEventListener('statechange', this.changed);
    void this.context.close();
  }

  private readonly unblock = (): void => {
    // Before the page was touched the browser refuses; the next touch asks again.
    if (this.context.state === 'suspended') this.context.resume().catch(() => undefined);
  };

  private readonly changed = (): void => {
    for (const listener of this.listeners) listener();
  };

  private apply(): void {
    this.loudness.gain.value = this.current.isOff ? 0 : this.current.volume * headroom;
  }
}

const gestures = ['pointerdown', 'keydown'] as const;

/** From now on, into that node. */
function scheduleBurst(context: BaseAudioContext, into: AudioNode, { pulses, harmonics }: Burst): void {
  const wave = context.createPeriodicWave(new Float32Array(harmonics.length + 1), new Float32Array([0, ...harmonics]));
  for (const { startS, durationS, frequencyHz } of pulses) {
    const [oscillator, envelope] = [context.createOscillator(), context.createGain()];
    const fromS = context.currentTime + startS;
    const riseS = durationS * riseShare;
    oscillator.setPeriodicWave(wave);
    oscillator.frequency.value = frequencyHz;
    envelope.gain.setValueAtTime(0, fromS);
    envelope.gain.linearRampToValueAtTime(1, fromS + riseS);
    envelope.gain.setValueAtTime(1, fromS + durationS - riseS);
    envelope.gain.linearRampToValueAtTime(0, fromS + durationS);
    oscillator.connect(envelope).connect(into);
    oscillator.start(fromS);
    oscillator.stop(fromS + durationS);
  }
}

function readSetting(): SoundSetting {
  try {
    const { isOff, volume } = JSON.parse(localStorage.getItem(settingKey) ?? '{}') as Partial<SoundSetting>;
    return { isOff: isOff === true, volume: typeof volume === 'number' && volume >= leastVolume && volume <= 1 ? volume : usual.volume };
  } catch {
    return usual;
  }
}
