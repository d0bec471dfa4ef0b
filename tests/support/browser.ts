import { existsSync } from 'node:fs';
import { chromium, type Browser, type Locator, type Page, type WebSocketRoute } from 'playwright-core';
import { until } from './until.js';

/** Set to a folder, what is looked at is photographed into it. */
export const pictureFolder = process.env['TENDON_PICTURES'];

const paths = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function startBrowser(): Promise<Browser> {
  const executablePath = paths.find((path) => path !== '' && existsSync(path));
  if (executablePath === undefined) throw new Error('no Chromium found: apt-get install chromium, or set CHROMIUM_PATH');
  // Chromium's sandbox does not start as root, which is who runs in a container.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}

export async function signIn(page: Page, { signInName, password }: { signInName: string; password: string }): Promise<void> {
  await page.getByTestId('sign-in-name').fill(signInName);
  await page.getByTestId('sign-in-password').fill(password);
  await page.getByTestId('sign-in-submit').click();
}

/** A telephone held upright, CSS px. */
export const phone = { width: 390, height: 844 };

/** Nothing must be scrolled to the side; then the page is as wide as it was. */
export async function expectToFitAPhone(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(phone);
  // Charts take on their new width with the next frame.
  await until(async () => (await page.evaluate('document.documentElement.scrollWidth')) === phone.width, 'a page as wide as the phone');
  if (before !== null) await page.setViewportSize(before);
}

/** As for somebody who has chosen such letters in their browser; 1: as it comes. */
export async function enlargeLetters(page: Page, times: number): Promise<void> {
  await page.evaluate(`document.documentElement.style.fontSize = '${93.75 * times}%'`);
}

/** What can be touched and is less than 44 px wide or high (WCAG 2.2, 2.5.5), in words. */
export async function tooSmallToTouch(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('button, select, input, summary, a')].flatMap((each) => {
    const { width, height } = each.getBoundingClientRect();
    return width === 0 || (width >= 44 && height >= 44) ? [] : [each.tagName + ' ' + (each.textContent || each.name) + ': ' + Math.round(width) + ' x ' + Math.round(height)];
  })`);
}

/** Playwright's stand-in for a socket says so when a line is cut while something is being written into it. */
const cutLine = 'WebSocket is already in CLOSING or CLOSED state.';

/** Everything that the browser complains of: errors on its console, exceptions, and what the Content-Security-Policy refused. */
export async function complaintsOf(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text() !== cutLine) complaints.push(`${message.text()} ${message.location().url}`.trim());
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  await page.exposeFunction('tendonComplains', (complaint: string) => complaints.push(complaint));
  await page.addInitScript(`addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => tendonComplains('CSP: ' + violatedDirective + ' ' + blockedURI))`);
  return complaints;
}

/** The line between page and server. To be laid before the page is opened. */
export interface Line {
  /** It ends, and no new one can be had; neither page nor server ends. */
  cut(): Promise<void>;
  /** It stays up, pings and pongs go through, but whatever the server tells is lost. */
  mute(): Promise<void>;
  mend(): void;
}

/** Engine.io message (4) with a socket.io event (2): what the server tells. */
const event = '42';

export async function layLine(page: Page): Promise<Line> {
  const open = new Set<WebSocketRoute>();
  let state: 'whole' | 'cut' | 'mute' = 'whole';
  await page.routeWebSocket(/\/live\//, (route) => {
    if (state === 'cut') return void route.close();
    open.add(route);
    route.connectToServer().onMessage((message) => {
      if (state !== 'mute' || !message.toString().startsWith(event)) route.send(message);
    });
  });
  return {
    cut: async () => {
      state = 'cut';
      for (const route of open) await route.close();
      open.clear();
    },
    mute: async () => void (state = 'mute'),
    mend: () => void (state = 'whole'),
  };
}

/** As much of a canvas as is used here: this program does not have the browser's types. */
interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } };
  toDataURL(): string;
}

/** How many pixels of a tile's trace are drawn, and all of them, to see whether it moves. */
export function traceOf(tile: Locator): Promise<{ drawn: number; picture: string }> {
  return tile.locator('canvas').evaluate((element) => {
    const canvas = element as unknown as Canvas;
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    let drawn = 0;
    for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 0) drawn++;
    return { drawn, picture: canvas.toDataURL() };
  });
}
