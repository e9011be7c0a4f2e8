/** What the browser remembers: settings for this page's address, in local storage; for this page over reloads, in session storage. */

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A private window may not remember: it then lasts as long as the page.
  }
}

/** @param {string} name @returns {string | null} */
export function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Storage of this page alone. Where the browser allows none, it lasts as long as the page. @type {Pick<Storage, 'getItem' | 'setItem'>} */
export const pageStorage = {
  getItem(name) {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  },
  setItem(name, value) {
    try {
      sessionStorage.setItem(name, value);
    } catch {
      // What was kept for it comes back in the next page that is opened.
    }
  },
};
