import type { Page } from 'playwright-core';

export interface Heard {
  /** Fundamental of each pulse that was handed to a running audio context, Hz, rounded; each burst in one piece, though another sounds at the same time. */
  pulses(): Promise<number[]>;
  /** The loudest that came to the loudspeaker since the last call, 0 to 1. */
  loudest(): Promise<number>;
  forget(): Promise<void>;
}

/** Before any script of the page: what its oscillators are told is written down, and an analyser hangs where the loudspeaker does. */
const listening = `
  const heard = window.tendonHeard = { pulses: [], loudest: 0 };
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when) {
    if (this.context.state === 'running') heard.pulses.push(Math.round(this.frequency.value));
    return start.call(this, when);
  };
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      const analyser = this.context.createAnalyser();
      connect.call(this, analyser);
      const samples = new Float32Array(analyser.fftSize);
      setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        heard.loudest = Math.max(heard.loudest, ...samples);
      }, 30);
    }
    return connect.call(this, to, ...rest);
  };`;

/** To be called before the page is opened. */
export async function listenTo(page: Page): Promise<Heard> {
  await page.addInitScript(listening);
  return {
    pulses: () => page.evaluate('tendonHeard.pulses'),
    loudest: () => page.evaluate('(() => { const { loudest } = tendonHeard; tendonHeard.loudest = 0; return loudest; })()'),
    forget: async () => void (await page.evaluate('tendonHeard.pulses.length = 0; tendonHeard.loudest = 0;')),
  };
}
