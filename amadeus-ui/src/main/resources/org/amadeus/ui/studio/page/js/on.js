/** Events that carry something. */

/** @param {EventTarget} target @param {string} type @param {(detail: any) => void} listener told what an event carries */
export const on = (target, type, listener) =>
  target.addEventListener(type, (event) => listener(/** @type {CustomEvent} */ (event).detail));
