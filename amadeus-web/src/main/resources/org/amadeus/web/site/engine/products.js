/** The products of the engine's large matrices by vector instructions, for browsers that have them: product.wasm. */

/** Where the module's memory holds the vector, 16-bit integers, and the sums; matrices come behind. */
const X = 0;
const SUMS = 1 << 14;
const MATRICES = 1 << 17;
const PAGE = 1 << 16;

const up = (/** @type {number} */ number, /** @type {number} */ unit) => Math.ceil(number / unit) * unit;

/**
 * What the engine as WebAssembly is linked with.
 * @param {Products | null} products
 */
export const linking = (products) => ({
  installImports: (/** @type {any} */ modules) => {
    modules.product = products?.functions ?? { put() {}, get: () => 0n };
  },
});

/** @param {BufferSource} code the module @returns {Promise<Products | null>} null where the browser has no such instructions */
export async function vectorProducts(code) {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(code)) return null;
  const { instance } = await WebAssembly.instantiate(code);
  return new Products(instance.exports);
}

class Products {
  /** Addresses: where the vector goes that is multiplied next, and where the sums lie. */
  vector = X;
  sums = SUMS;
  #end = MATRICES;
  /** @type {{at: number, rows: number, stride: number}[]} */ #matrices = [];

  /** @param {any} exports */
  constructor(exports) {
    this.functions = exports;
    this.memory = exports.memory;
    this.#look();
  }

  /**
   * Takes a matrix of int8 in; rows and columns are filled up with zeros.
   * @param {number} rows @param {number} columns @param {Int8Array} values @returns {number} its number
   */
  add(rows, columns, values) {
    const stride = up(columns, 16);
    const at = this.#end;
    this.#end += up(rows, 4) * stride;
    const missing = this.#end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(up(missing, PAGE) / PAGE);
    this.#look();
    const bytes = new Int8Array(this.memory.buffer);
    for (let row = 0; row < rows; row++) bytes.set(values.subarray(row * columns, (row + 1) * columns), at + row * stride);
    return this.#matrices.push({ at, rows: up(rows, 4), stride }) - 1;
  }

  /** What is kept of the memory ends as it grows. */
  #look() {
    this.shorts = new Int16Array(this.memory.buffer);
    this.integers = new Int32Array(this.memory.buffer);
  }

  /** @param {number} address @param {number} value */
  put(address, value) {
    this.shorts[address >> 1] = value;
  }

  /** @param {number} address */
  get(address) {
    return this.integers[address >> 2];
  }

  /** @param {number} matrix its number */
  multiply(matrix) {
    const { at, rows, stride } = this.#matrices[matrix];
    this.functions.multiply(at, rows, stride, X, SUMS);
  }
}
