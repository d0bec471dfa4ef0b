/** Sum of one counter over several processes' Prometheus pages, by the value of one label (or of all, with label null). */
export async function sumOfCounter(urls: readonly string[], name: string, label: string | null = null): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  for (const url of urls) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`GET ${url}: ${response.status}`);
    for (const [key, value] of readCounter(await response.text(), { name, label })) sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return sums;
}

/** Lines such as `tendon_packets_quarantined_total{reason="truncated"} 3` (Prometheus text format 0.0.4). */
export function readCounter(page: string, { name, label }: { name: string; label: string | null }): [string, number][] {
  const counts: [string, number][] = [];
  for (const line of page.split('\n')) {
    const match = /^(\w+)(?:\{([^}]*)\})? (\S+)/.exec(line);
    if (match === null || match[1] !== name) continue;
    const labels = new Map([...(match[2] ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    counts.push([label === null ? '' : (labels.get(label) ?? ''), Number(match[3])]);
  }
  return counts;
}
