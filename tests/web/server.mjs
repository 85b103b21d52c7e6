// Serves a folder as a plain static host would, with the headers that the page asks for, and remembers every
// request.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const TYPES = {
  css: 'text/css',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** { origin, close(), change(name, text): from now on this is what the file says } */
export async function serve(folder, port = 0) {
  const changed = new Map();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const name = path === '/' ? 'index.html' : path.slice(1);
    const headers = {
      'Content-Security-Policy': POLICY,
      'Content-Type': TYPES[name.split('.').at(-1)] ?? 'application/octet-stream',
      'Cache-Control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    };
    try {
      const url = new URL(name, `file://${folder}/`);
      if (!url.pathname.startsWith(folder)) throw new Error('outside');
      const zipped = !changed.has(name) && /gzip/.test(request.headers['accept-encoding'] ?? '');
      const compressed = zipped ? await readFile(new URL(`${url}.gz`)).catch(() => null) : null;
      if (compressed) headers['Content-Encoding'] = 'gzip';
      const body = compressed ?? changed.get(name) ?? (await readFile(url));
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found\n');
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    port: server.address().port,
    change: (name, text) => changed.set(name, text),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
