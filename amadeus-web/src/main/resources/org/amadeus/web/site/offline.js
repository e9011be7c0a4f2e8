/** Has the site kept for when there is no network. A browser that keeps nothing plays all the same. */
import { scriptUrl } from './js/script-url.js';

const page = document.documentElement;

async function keep() {
  // Not while the page still loads its engine: that comes first.
  if (page.dataset.model !== 'ready') await new Promise((resolve) => addEventListener('amadeus-ready', resolve, { once: true }));
  await navigator.serviceWorker.register(scriptUrl('service-worker.js'));
  await navigator.serviceWorker.ready;
  page.dataset.offline = 'ready';
}

if (navigator.serviceWorker) void keep().catch(() => {});
