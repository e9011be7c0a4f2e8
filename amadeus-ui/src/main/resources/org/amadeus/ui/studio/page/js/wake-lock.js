/** Keeps the screen awake while somebody plays, where the browser lets a page. */

/** How long after the last note, milliseconds. */
const PATIENCE = 120_000;

/** @param {EventTarget & {state: string}} studio */
export function keepAwake(studio) {
  /** @type {any} */ let lock = null;
  let asking = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  const release = () => {
    void lock?.release();
    lock = null;
  };
  const awake = async () => {
    clearTimeout(timer);
    timer = setTimeout(release, PATIENCE);
    if (lock || asking || document.visibilityState !== 'visible') return;
    asking = true;
    lock = await /** @type {any} */ (navigator).wakeLock?.request('screen').catch(() => null);
    asking = false;
    // The system takes it back when the page is hidden.
    lock?.addEventListener('release', () => (lock = null));
  };
  studio.addEventListener('change', () => {
    if (studio.state !== 'idle') void awake();
  });
}
