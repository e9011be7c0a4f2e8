/**
 * The WebSocket to the studio's server (docs/studio.md has the protocol). Connects when there is something to say and
 * again after a break; what arrives is told as events named by its type.
 */
export class Connection extends EventTarget {
  /** @type {WebSocket | null} */ #socket = null;
  /** @type {string[]} */ #waiting = [];
  #retry = 500;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  get open() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    const socket = new WebSocket(`ws://${location.host}/play`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#retry = 500;
      for (const message of this.#waiting.splice(0)) socket.send(message);
    });
    socket.addEventListener('message', (event) => {
      const message = JSON.parse(event.data);
      this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
    });
    socket.addEventListener('close', (event) => {
      this.#socket = null;
      this.#waiting = [];
      this.dispatchEvent(new CustomEvent('closed', { detail: { idle: event.code === 1001 && event.wasClean } }));
      // A session that only fell asleep wakes with the next request; a server that is gone is asked for until it is back.
      if (event.code !== 1001) {
        this.#timer = setTimeout(() => this.connect(), this.#retry);
        this.#retry = Math.min(this.#retry * 2, 8000);
      }
    });
  }

  /** @param {object} message */
  send(message) {
    const json = JSON.stringify(message);
    if (this.open) {
      this.#socket?.send(json);
    } else {
      this.#waiting = [json];
      this.connect();
    }
  }
}
