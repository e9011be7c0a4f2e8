/** The page's one policy of Trusted Types: it loads scripts by their addresses, its own alone. */

const types = /** @type {any} */ (globalThis).trustedTypes;
const policy = types?.createPolicy('amadeus', { createScriptURL: (/** @type {string} */ own) => own });

/** @param {string} url of a script of the page's own, from where the page lies @returns {string} as the browser takes it */
export const scriptUrl = (url) => policy?.createScriptURL(url) ?? url;
