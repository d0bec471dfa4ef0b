/**
 * Calls once what is in the document now has been drawn: the first frame is about to draw it, the second comes after that. A page that is hidden
 * has no frames. Returns how to call it off.
 */
export function afterPaint(call: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(call);
  });
  return () => cancelAnimationFrame(frame);
}
