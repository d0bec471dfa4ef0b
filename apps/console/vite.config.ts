import { defaultClientConditions, defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

/** `source`: `#libs/*` are built from TypeScript, as everywhere else. Everything is a file of our own: the gateway's CSP allows nothing inline. */
// eslint-disable-next-line no-restricted-exports -- vite reads it there
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: { outDir: '../../dist/apps/console', emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
