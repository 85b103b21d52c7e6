// The service worker: keeps the files of one version, so that the page opens without a network. It holds no
// data of the person. A new version waits until the page says that it suits; until then the old files stay
// whole.
declare const self: ServiceWorkerGlobalScope;
declare const VERSION: string;
declare const FILES: string[];

const PREFIX = 'springback-';
const CACHE = PREFIX + VERSION;

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
}

async function dropOlder(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.mode === 'navigate' ? './' : request);
  return kept ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(dropOlder()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const ours = request.method === 'GET' && request.url.startsWith(self.registration.scope);
  // What the server computes is never kept.
  if (ours && !new URL(request.url).pathname.includes('/v1/')) event.respondWith(answer(request));
});
self.addEventListener('message', (event) => {
  if (event.data === 'begin') void self.skipWaiting();
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients
      .matchAll({ type: 'window' })
      .then((pages) => pages[0]?.focus() ?? self.clients.openWindow('./')),
  );
});

export {};
