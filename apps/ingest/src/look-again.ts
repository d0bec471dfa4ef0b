/** Looks at something whenever asked, one look at a time: who asks meanwhile gets one more. A look that fails is told to `failed`, and is made up for by the next. */
export class LookAgain {
  private asked = false;
  private looking: Promise<void> | null = null;

  constructor(private readonly look: () => Promise<void>, private readonly failed: (error: unknown) => void) {}

  ask(): void {
    this.asked = true;
    this.looking ??= this.untilQuiet();
  }

  /** When the look that goes on is over. */
  async done(): Promise<void> {
    await this.looking;
  }

  private async untilQuiet(): Promise<void> {
    try {
      while (this.asked) {
        this.asked = false;
        await this.look();
      }
    } catch (error) {
      this.failed(error);
    } finally {
      // Here and not a moment later, when who asks would be heard by nobody.
      this.looking = null;
    }
  }
}
