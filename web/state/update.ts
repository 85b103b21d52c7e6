// The page without a network: registers the service worker, and says when a new version waits.

/** `ready` hears of a new version that waits until it suits. */
export async function keepOffline(ready: (waiting: ServiceWorker) => void): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const registration = await navigator.serviceWorker.register('./sw.js').catch(() => undefined);
  if (!registration) return;
  const seen = () => {
    if (registration.waiting && navigator.serviceWorker.controller) ready(registration.waiting);
  };
  seen();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', seen),
  );
}

/** Everything said is kept, and the page begins anew. */
export function begin(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('begin');
}
