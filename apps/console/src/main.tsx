import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { StoppedNotice } from './parts/stopped-notice.js';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root, { onUncaughtError: sayThatItStopped }).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

/** React has taken everything off the page. */
function sayThatItStopped(error: unknown): void {
  reportError(error);
  createRoot(document.body.appendChild(document.createElement('div'))).render(<StoppedNotice />);
}
