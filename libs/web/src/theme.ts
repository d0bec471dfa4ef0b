const tokens = new Map<string, string>();

globalThis.matchMedia?.('(prefers-color-scheme: dark)').addEventListener('change', () => tokens.clear());

/** A custom property of the style sheet, for what is drawn on a canvas. Read once for each colour scheme. */
export function themeToken(name: string): string {
  const known = tokens.get(name);
  if (known !== undefined) return known;
  const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  tokens.set(name, value);
  return value;
}
