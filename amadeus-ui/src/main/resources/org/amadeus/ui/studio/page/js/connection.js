/**
 * The WebSocket to the studio's server (docs/studio.md has the protocol). Connects when there is something to say and
 * again after a break. What arrives is told as events named by its type; a break as {@code closed} with the reason to
 * tell the player, empty where there is nothing new to tell.
 */

/** Why a connection was closed: the protocol's codes. */
const IDLE = 1001;
const ENDED = 1012;

const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 8000;

/** The page is there before its model is. */
const LOADING = 'The model is being loaded…';

export class Connection extends EventTarget {
  /** @type {WebSocket | null} */ #socket = null;
  /** What is to be said once it is open. @type {string[]} */ #waiting = [];
  #wait = SHORTEST_WAIT;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #told = '';

  get open() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    const socket = new WebSocket(`ws://${location.host}/play`);
    this.#socket = socket;
    let welcomed = false;
    socket.addEventListener('open', () => {
      for (const json of this.#waiting) socket.send(json);
      this.#waiting = [];
    });
    socket.addEventListener('message', (event) => {
      const message = JSON.parse(event.data);
      if (message.type === 'welcome') {
        welcomed = true;
        this.#wait = SHORTEST_WAIT;
        this.#told = '';
      }
      this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
    });
    socket.addEventListener('close', async (event) => {
      const asked = this.#waiting.length > 0;
      this.#socket = null;
      this.#waiting = [];
      const asleep = welcomed && event.code === IDLE;
      if (asleep) {
        // It wakes with the next request.
        this.#tell('', false);
        return;
      }
      this.#timer = setTimeout(() => this.connect(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
      const reason = welcomed ? reasonOf(event) : await whyNot();
      if (reason === LOADING) this.#wait = SHORTEST_WAIT;
      this.#tell(reason, asked);
    });
  }

  /** @param {object} message */
  send(message) {
    const json = JSON.stringify(message);
    if (this.open) {
      this.#socket?.send(json);
    } else {
      this.#waiting.push(json);
      this.connect();
    }
  }

  /** @param {string} reason @param {boolean} again whether to say so though it was said already */
  #tell(reason, again) {
    const news = again || reason !== this.#told;
    this.#told = reason;
    this.dispatchEvent(new CustomEvent('closed', { detail: { reason: news ? reason : '' } }));
  }
}

/** @param {CloseEvent} event */
function reasonOf({ code, reason }) {
  if (code === ENDED) return 'The studio was ended. The page goes on when it is started again.';
  const because = reason ? `: ${reason}` : '';
  return `The connection to the studio was closed${because}. Connecting again…`;
}

/** Why no connection came about. A browser does not show a page what a WebSocket was refused with: asked for as a page, it is said. */
async function whyNot() {
  try {
    const response = await fetch('play', { cache: 'no-store' });
    if (response.headers.has('Retry-After')) return LOADING;
    if (response.status === 503) return `The studio is full: ${(await response.json()).reason}.`;
    return 'The connection to the studio did not come about. Trying again…';
  } catch {
    return 'The studio is not running. The page goes on when it is.';
  }
}
