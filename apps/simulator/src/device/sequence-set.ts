/** Which sequences, from 1: a byte each. A thousand devices remember millions. */
export class SequenceSet {
  private marks = new Uint8Array(256);
  private count = 0;

  get size(): number {
    return this.count;
  }

  has(sequence: number): boolean {
    return this.marks[sequence] === 1;
  }

  add(sequence: number): void {
    if (this.has(sequence)) return;
    if (sequence >= this.marks.length) {
      const longer = new Uint8Array(Math.max(sequence + 1, 2 * this.marks.length));
      longer.set(this.marks);
      this.marks = longer;
    }
    this.marks[sequence] = 1;
    this.count++;
  }
}
