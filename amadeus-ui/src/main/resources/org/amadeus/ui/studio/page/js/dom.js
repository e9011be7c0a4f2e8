/** The page's elements by their ids. */

/** @template {HTMLElement} [T=HTMLButtonElement] @param {string} id @returns {T} */
export const the = (id) => /** @type {T} */ (document.getElementById(id));

/** @param {string} id @returns {HTMLInputElement} */
export const input = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
