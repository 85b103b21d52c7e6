import { defineConfig } from 'vite';

// Every file gets its content's hash in its name; nothing is written into the page itself, so that the
// strictest Content-Security-Policy holds.
export default defineConfig({
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  worker: { format: 'es' },
  build: {
    target: ['chrome105', 'firefox121', 'safari16'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
