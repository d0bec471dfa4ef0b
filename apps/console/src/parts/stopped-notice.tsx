import type { ReactElement } from 'react';

/** Instead of the console when it has failed: an empty page could be taken for a quiet one. */
export function StoppedNotice(): ReactElement {
  return (
    <main className="stopped">
      <h1>This console has stopped</h1>
      <p role="alert">Nothing is shown, and nothing that happens now will appear here. Reload the page. If it stops again, tell whoever looks after Tendon, and reach your patients another way.</p>
      <button type="button" className="primary" onClick={() => location.reload()}>Reload</button>
    </main>
  );
}
