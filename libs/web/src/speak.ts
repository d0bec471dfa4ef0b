/** Aloud, in place of what is being said; nothing where the browser has no voice. Returns how to stop it. */
export function speak(words: string): () => void {
  if (!('speechSynthesis' in globalThis)) return () => undefined;
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.lang = 'en';
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
  return () => speechSynthesis.cancel();
}
