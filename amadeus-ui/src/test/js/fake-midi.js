// Web MIDI as browsers have it, with keyboards that scripts play and instruments that note what they are sent: each request gives an access with ports of its own, which
// are heard for as long as they have a listener; a port that is unplugged leaves the inputs before anybody is told.
// A classic script, so that it can be put into a page before the page's own.
globalThis.keys = (() => {
  const accesses = [];
  const plugged = new Map();

  class Port extends EventTarget {
    constructor(id, { name, type }) {
      super();
      Object.assign(this, { id, name, type, state: 'connected', onmidimessage: null });
    }

    send(data, time) {
      if (this.state !== 'connected') throw new DOMException('gone', 'InvalidStateError');
      keys.sent.push({ name: this.name, data: [...data], time });
    }
  }

  class Access extends EventTarget {
    #ports = new Map();

    constructor() {
      super();
      for (const [id, what] of plugged) this.#ports.set(id, new Port(id, what));
    }

    #of(type) {
      return new Map([...this.#ports].filter(([, port]) => port.state === 'connected' && port.type === type));
    }

    get inputs() {
      return this.#of('input');
    }

    get outputs() {
      return this.#of('output');
    }

    port(id) {
      return this.#ports.get(id);
    }

    change(id, what, state) {
      const port = this.#ports.get(id) ?? new Port(id, what);
      this.#ports.set(id, port);
      port.state = state;
      this.dispatchEvent(Object.assign(new Event('statechange'), { port }));
    }
  }

  const keys = {
    requests: 0,
    /** What instruments were sent: {name, data, time}. */
    sent: [],
    plug(id = 'k', name = 'Fake Keys', type = 'input') {
      plugged.set(id, { name, type });
      for (const access of accesses) access.change(id, { name, type }, 'connected');
    },
    unplug(id = 'k') {
      const what = plugged.get(id);
      plugged.delete(id);
      for (const access of accesses) access.change(id, what, 'disconnected');
    },
    send(...data) {
      keys.sendFrom('k', ...data);
    },
    sendFrom(id, ...data) {
      for (const access of accesses) {
        const port = access.port(id);
        if (port?.state === 'connected') port.onmidimessage?.({ data: new Uint8Array(data), timeStamp: performance.now() });
      }
    },
    async request() {
      keys.requests++;
      const access = new Access();
      accesses.push(access);
      return access;
    },
  };
  keys.plug();
  const navigator = globalThis.navigator ?? (globalThis.navigator = {});
  Object.defineProperty(navigator, 'requestMIDIAccess', { value: keys.request, configurable: true, writable: true });
  return keys;
})();
