/** Waits for a condition; fails, saying what never came. */
export async function until(condition: () => boolean | Promise<boolean>, what: string, patienceMs = 10_000): Promise<void> {
  const deadlineMs = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > deadlineMs) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
