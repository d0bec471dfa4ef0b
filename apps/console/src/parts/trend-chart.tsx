import type { SessionValue, Trend } from '#libs/contracts';
import type { TrendNouns } from '#libs/web';
import type { ReactElement } from 'react';

interface TrendChartProps {
  /** Oldest first. */
  values: readonly SessionValue[];
  trend: Trend;
  /** For those who do not see it. */
  label: string;
  unit: string;
  nouns: TrendNouns;
  /** What is usual; null: not known, or there is no such thing. */
  band?: { low: number; high: number } | null;
  /** At or below which a value is remarkable; null: nobody has shown one. */
  limit?: number | null;
}

interface Scale {
  x(startedAt: string): number;
  y(value: number): number;
}

const [width, height] = [360, 96];
const edge = { left: 52, right: 10, top: 8, bottom: 20 };

/** One point a session, by day. A session that was not measured is a cross at the bottom, one that is not compared a grey ring; a trend is a line. */
export function TrendChart({ values, trend, label, unit, nouns, band = null, limit = null }: TrendChartProps): ReactElement | null {
  const known = values.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length === 0) return null;
  const [low, high] = spanOf([...known, ...(band === null ? [] : [band.low, band.high]), ...(limit === null ? [] : [limit])], nouns);
  const scale = scaleOf(values, low, high);
  return (
    <svg className="trend-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {band === null ? null : <rect className="trend-band" x={edge.left} width={width - edge.left - edge.right} y={scale.y(band.high)} height={scale.y(band.low) - scale.y(band.high)} />}
      {[low, high].map((value) => (
        <g key={value}>
          <line className="trend-grid" x1={edge.left} x2={width - edge.right} y1={scale.y(value)} y2={scale.y(value)} />
          <text x={edge.left - 6} y={scale.y(value) + 4} textAnchor="end">{value.toFixed(nouns.digits)}{unit}</text>
        </g>
      ))}
      {limit === null ? null : (
        <g className="trend-limit" data-testid="trend-limit">
          <line x1={edge.left} x2={width - edge.right} y1={scale.y(limit)} y2={scale.y(limit)} />
          <text x={width - edge.right} y={scale.y(limit) - 3} textAnchor="end">{limit.toFixed(nouns.digits)}{unit}</text>
        </g>
      )}
      <TrendLine values={values} trend={trend} scale={scale} />
      {values.map((each) => <Mark key={each.sessionId} {...each} scale={scale} />)}
      <text x={edge.left} y={height - 4}>{sayDay(values[0].startedAt)}</text>
      <text x={width - edge.right} y={height - 4} textAnchor="end">{values.length < 2 ? '' : sayDay(values[values.length - 1].startedAt)}</text>
    </svg>
  );
}

/** From the first session that counts to the last; none where no trend is told. */
function TrendLine({ values, trend, scale }: Pick<TrendChartProps, 'values' | 'trend'> & { scale: Scale }): ReactElement | null {
  if (trend.told === 'cannot-tell' || trend.told === 'none') return null;
  const counted = values.filter(({ value, leftOut }) => value !== null && leftOut === null);
  return <line className="trend-line" x1={scale.x(counted[0].startedAt)} x2={scale.x(counted[counted.length - 1].startedAt)} y1={scale.y(trend.from)} y2={scale.y(trend.to)} />;
}

function Mark({ startedAt, value, leftOut, scale }: SessionValue & { scale: Scale }): ReactElement {
  const x = scale.x(startedAt);
  if (value === null) {
    const y = height - edge.bottom;
    return <path className="trend-gap" d={`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`} />;
  }
  return <circle className={leftOut === null ? 'trend-point' : 'trend-left-out'} cx={x} cy={scale.y(value)} r={3.5} />;
}

/** None of what is drawn is below 0. */
function spanOf(values: readonly number[], { leastSpan, most = Infinity }: TrendNouns): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const spare = Math.max(0, leastSpan - (high - low)) / 2;
  return [Math.max(0, low - spare), Math.min(most, high + spare)];
}

function scaleOf(values: readonly SessionValue[], low: number, high: number): Scale {
  const [firstMs, lastMs] = [values[0], values[values.length - 1]].map(({ startedAt }) => Date.parse(startedAt));
  const [across, down] = [width - edge.left - edge.right - 12, height - edge.top - edge.bottom - 8];
  return {
    x: (startedAt) => edge.left + 6 + (lastMs === firstMs ? 0.5 : (Date.parse(startedAt) - firstMs) / (lastMs - firstMs)) * across,
    y: (value) => edge.top + (1 - (value - low) / (high - low)) * down,
  };
}

function sayDay(iso: string): string {
  return new Date(iso).toLocaleDateString([], { day: 'numeric', month: 'short' });
}
