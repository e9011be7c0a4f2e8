/**
 * The engine beside the page: loads the model, compiled Java as WebAssembly or, where a browser has no garbage collected
 * WebAssembly, as JavaScript, and passes messages between it and the page. Texts are the protocol's; objects with a
 * {@code call} are what the page asks for beside it.
 */
import { linking, vectorProducts } from './products.js';

/** @type {any} */ let engine;
/** @type {string[]} What was said before the engine was there. */ let waiting = [];
const channel = new MessageChannel();
/** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
let due = false;

const seconds = () => performance.now() / 1000;
const say = (/** @type {string} */ message) => self.postMessage(message);

/** @param {string} name */
async function load(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: the site answers ${response.status}`);
  return response.arrayBuffer();
}

/**
 * The compiled engine.
 * @param {string | null} target wasm, js, or null for whatever runs
 * @param {Promise<any>} products
 */
async function compiled(target, products) {
  if (target !== 'js') {
    try {
      const runtime = await import('./engine-runtime.js');
      return (await runtime.load(await load('engine.wasm'), linking(await products))).exports;
    } catch (error) {
      if (target === 'wasm') throw error;
    }
  }
  return import('./engine.js');
}

async function open() {
  const asked = new URL(self.location.href).searchParams;
  const products = asked.get('vectors') === 'no' ? Promise.resolve(null) : load('product.wasm').then(vectorProducts);
  const [code, model] = await Promise.all([compiled(asked.get('engine'), products), load('model.bin')]);
  engine = code.open(new Int8Array(model), await products, say);
  for (const message of waiting) engine.receive(message, seconds());
  waiting = [];
  go();
}

/** Lets the engine do what is due, one step at a time, so that what the page says comes between. */
function go() {
  if (due) return;
  clearTimeout(timer);
  due = true;
  channel.port2.postMessage(0);
}

channel.port1.onmessage = () => {
  due = false;
  const wait = engine.advance(seconds());
  if (wait <= 0) go();
  else if (wait < Infinity) timer = setTimeout(go, Math.min(1000 * wait, 1e6));
};

self.onmessage = ({ data }) => {
  if (typeof data === 'string') {
    if (!engine) waiting.push(data);
    else {
      engine.receive(data, seconds());
      go();
    }
    return;
  }
  void opened.then(() => answer(data)).catch(() => {});
};

/** @param {{call: string, number: number, body: any}} asked */
function answer({ call, number, body }) {
  try {
    const made = call === 'phrase' ? engine.phrase(new Int8Array(body)) : engine.midi(body);
    self.postMessage({ number, answer: made });
  } catch (error) {
    self.postMessage({ number, reason: /** @type {Error} */ (error).message });
  }
}

const opened = open();
opened.catch((error) => self.postMessage({ failed: String(error?.message ?? error) }));
