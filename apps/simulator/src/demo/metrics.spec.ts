import { describe, expect, it } from '@jest/globals';
import { readCounter } from './metrics.js';

const page = `# HELP tendon_packets_quarantined_total Packets that were refused
# TYPE tendon_packets_quarantined_total counter
tendon_packets_quarantined_total{reason="truncated",process="ingest"} 3
tendon_packets_quarantined_total{reason="not-finite"} 1
tendon_packets_received_total 120
`;

describe('readCounter', () => {
  it('reads a counter by label', () => {
    expect(readCounter(page, { name: 'tendon_packets_quarantined_total', label: 'reason' })).toEqual([['truncated', 3], ['not-finite', 1]]);
  });

  it('reads a counter without labels, and nothing for another name', () => {
    expect(readCounter(page, { name: 'tendon_packets_received_total', label: null })).toEqual([['', 120]]);
    expect(readCounter(page, { name: 'tendon_packets', label: null })).toEqual([]);
  });
});
