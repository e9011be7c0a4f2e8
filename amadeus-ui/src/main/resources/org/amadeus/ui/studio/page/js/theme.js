/** Dark or light: as the system has it, until the player chooses. */
import { the } from './dom.js';
import { remember, remembered } from './remembering.js';

const KEPT = 'amadeus.theme';

/** @param {() => void} changed called after a change */
export function followTheme(changed) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const use = (/** @type {string} */ name) => {
    root.dataset.theme = name;
    changed();
  };
  const kept = remembered(KEPT);
  if (kept === 'dark' || kept === 'light') use(kept);
  the('theme').addEventListener('click', () => {
    const now = root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
    const other = now === 'dark' ? 'light' : 'dark';
    use(other);
    remember(KEPT, other);
  });
}
