/** The piano roll: both players' notes on a canvas that scrolls, the playhead, the place to go on from. */
import { the } from './dom.js';
import { endOf, notes } from './piece.js';
import { RollKeys } from './roll-keys.js';
import { paintLine, paintOver, paintStretch } from './roll-marks.js';
import { paintGrid, paintKeys, paintNote, paintRuler, readPalette } from './roll-paint.js';
import { RollPointer } from './roll-pointer.js';
import { KEYS_WIDTH as KEYS, viewOf } from './roll-view.js';

export class Roll {
  #scroller = the('roll');
  #canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
  #spacer = the('spacer');
  #paint = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext('2d'));
  #palette = readPalette();
  #calm = matchMedia('(prefers-reduced-motion: reduce)');
  #studio;
  #editor;
  /** CSS pixels a second. */
  #scale = 90;
  #stale = true;
  #following = true;

  /** What is seen. */
  view = viewOf({ width: 1, height: 1, scrolled: 0, scale: this.#scale, rate: 1 }, []);

  /**
   * @param {import('./studio.js').Studio} studio
   * @param {import('./editor.js').Editor} editor
   */
  constructor(studio, editor) {
    this.#studio = studio;
    this.#editor = editor;
    const redraw = () => (this.#stale = true);
    studio.addEventListener('change', redraw);
    editor.addEventListener('change', redraw);
    this.#scroller.addEventListener('scroll', redraw);
    this.#scroller.addEventListener('wheel', () => (this.#following = false), { passive: true });
    this.#scroller.addEventListener('pointerdown', () => (this.#following = false));
    new ResizeObserver(() => this.#resize()).observe(this.#scroller);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.recolour());
    new RollPointer(this.#canvas, this, studio, editor);
    new RollKeys(this.#canvas, this, studio, editor);
    const frame = () => {
      this.#frame();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  recolour() {
    this.#palette = readPalette();
    this.#stale = true;
  }

  /** @param {number} factor */
  zoom(factor) {
    const left = this.#scroller.scrollLeft / this.#scale;
    this.#scale = Math.min(320, Math.max(14, this.#scale * factor));
    this.#stale = true;
    this.#layout();
    this.#scroller.scrollLeft = left * this.#scale;
  }

  /** Keeps the playhead in sight again. */
  follow() {
    this.#following = true;
    this.#stale = true;
  }

  #resize() {
    const ratio = devicePixelRatio || 1;
    const { clientWidth, clientHeight } = this.#scroller;
    this.#canvas.width = Math.round(clientWidth * ratio);
    this.#canvas.height = Math.round(clientHeight * ratio);
    this.#canvas.style.width = `${clientWidth}px`;
    this.#canvas.style.height = `${clientHeight}px`;
    this.#paint.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#stale = true;
  }

  /** How long the paper is, seconds. */
  #seconds() {
    const { base, phrase, answer } = this.#studio.shown;
    const live = [...phrase, ...answer].reduce((end, note) => Math.max(end, Number.isFinite(note.end) ? note.end : note.start), 0);
    return Math.max(endOf(base), live, this.#studio.player.running ? this.#studio.player.position : 0);
  }

  #layout() {
    const view = this.#scroller.clientWidth - KEYS;
    const wanted = Math.max(view, (this.#seconds() + 2) * this.#scale + (this.#studio.state === 'idle' ? 0 : view * 0.35));
    // The canvas stays in sight and the spacer beside it scrolls.
    this.#spacer.style.width = `${Math.max(0, wanted - view)}px`;
  }

  #frame() {
    const { player, state } = this.#studio;
    if (!player.running && !this.#stale) return;
    this.#stale = false;
    this.#layout();
    if (this.#following && state !== 'idle') this.#keepInSight(player.position);
    this.#draw();
  }

  /** @param {number} position */
  #keepInSight(position) {
    const view = this.#scroller.clientWidth - KEYS;
    const x = position * this.#scale - this.#scroller.scrollLeft;
    if (this.#calm.matches) {
      // Without motion: a page is turned, where it otherwise glides.
      if (x > view * 0.92 || x < 0) this.#scroller.scrollLeft = position * this.#scale - view * 0.08;
    } else if (x > view * 0.62 || x < 0) {
      this.#scroller.scrollLeft = position * this.#scale - view * 0.62;
    }
  }

  #draw() {
    const { base, phrase, answer } = this.#studio.shown;
    const { piece, notes: selected } = this.#editor.shown(base);
    const shown = /** @type {const} */ ([['you', phrase], ['amadeus', answer]]).map(([side, live]) => ({ side, all: [...notes(piece, side), ...live] }));
    const { clientWidth: width, clientHeight: height, scrollLeft: scrolled } = this.#scroller;
    const { player, cursor, state, hands } = this.#studio;
    const { position, rate } = player;
    const view = viewOf({ width, height, scrolled, scale: this.#scale, rate }, shown.flatMap(({ all }) => all));
    const paint = this.#paint;
    const palette = this.#palette;
    const running = state !== 'idle';
    this.view = view;
    paint.clearRect(0, 0, width, height);
    paintGrid(paint, view, palette);
    paint.save();
    paint.beginPath();
    paint.rect(KEYS, 0, width - KEYS, height);
    paint.clip();
    if (this.#editor.stretch) paintStretch(paint, view, palette, this.#editor.stretch);
    const { over } = this.#studio.answering;
    if (over && (state === 'answering' || over.piece === piece)) paintOver(paint, view, palette, over);
    const expected = new Set(/** @type {readonly object[]} */ (answer));
    for (const { side, all } of shown) {
      for (const note of all) {
        const coming = expected.has(note) && note.start > position;
        paintNote(paint, view, palette, note, { side, position, running, selected: selected.has(note), coming });
      }
    }
    if (cursor !== null) paintLine(paint, view, cursor, palette.ink, [5, 4]);
    if (running) paintLine(paint, view, position, palette.playhead, []);
    paint.restore();
    paintRuler(paint, view, palette);
    paintKeys(paint, view, palette, running ? player.now() : [], hands.down.keys());
    this.#tellPlace(position);
  }

  /** @param {number} position */
  #tellPlace(position) {
    const { rate } = this.#studio.player;
    const end = endOf(this.#studio.piece);
    const place = this.#studio.cursor ?? (this.#studio.player.running ? Math.min(position, end) : end);
    const set = (/** @type {string} */ name, /** @type {string} */ value) => {
      if (this.#canvas.getAttribute(name) !== value) this.#canvas.setAttribute(name, value);
    };
    const clock = (/** @type {number} */ time) => (time / rate).toFixed(1);
    set('aria-valuemax', clock(end));
    if (this.#studio.player.running) return;
    set('aria-valuenow', clock(place));
    set('aria-valuetext', this.#studio.cursor === null ? 'the end' : `${clock(place)} of ${clock(end)} seconds`);
  }

  /** Brings a time into sight. @param {number} time */
  show(time) {
    const x = time * this.#scale - this.#scroller.scrollLeft;
    if (x < 0 || x > this.#scroller.clientWidth - KEYS) this.#scroller.scrollLeft = time * this.#scale - 80;
  }
}
