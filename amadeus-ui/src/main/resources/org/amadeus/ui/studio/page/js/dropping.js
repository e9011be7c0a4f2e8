/** Files that are dropped on the page or chosen. */
import { input, the } from './dom.js';

/** @param {(file: File) => void} bring */
export function takeFiles(bring) {
  input('file').addEventListener('change', () => {
    const file = input('file').files?.[0];
    if (file) bring(file);
    input('file').value = '';
  });
  const show = (/** @type {boolean} */ shown) => the('drop').classList.toggle('shown', shown);
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    show(true);
  });
  addEventListener('dragleave', (event) => event.relatedTarget === null && show(false));
  addEventListener('drop', (event) => {
    event.preventDefault();
    show(false);
    const file = event.dataTransfer?.files[0];
    if (file) bring(file);
  });
}
