/** Rank correlation of pairs, ties by their mean rank; null: fewer than three pairs, or one side is all alike. */
export function spearman(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < 3) return null;
  const [a, b] = [ranksOf(pairs.map(([x]) => x)), ranksOf(pairs.map(([, y]) => y))];
  const mean = (pairs.length + 1) / 2;
  let [across, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < pairs.length; i++) {
    across += (a[i] - mean) * (b[i] - mean);
    ofA += (a[i] - mean) ** 2;
    ofB += (b[i] - mean) ** 2;
  }
  return ofA === 0 || ofB === 0 ? null : across / Math.sqrt(ofA * ofB);
}

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i] - values[j]);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
