/** Keeps the site: after the first visit it starts without a network. A newer site is taken up once its last page is closed. */

const NAME = 'amadeus-' + 'VERSION';
const FILES = [
  'FILES',
];

addEventListener('install', (event) => {
  // What the page has loaded already is not loaded again, if it is still what the host has.
  const requests = ['./', ...FILES].map((file) => new Request(file, { cache: 'no-cache' }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(requests)));
});

addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('amadeus-') && name !== NAME) await caches.delete(name);
    }
    await clients.claim();
  };
  event.waitUntil(clean());
});

addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  const answer = async () => {
    const cache = await caches.open(NAME);
    return (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request);
  };
  event.respondWith(answer());
});
