/** The piano roll: both players' notes on a canvas that scrolls, the playhead, the place to go on from. */
import { the } from './dom.js';
import { endOf, notes } from './piece.js';
import { paintGrid, paintKeys, paintNote, paintRuler, readPalette } from './roll-paint.js';

const RULER = 22;
const KEYS = 34;
/** At least three octaves around middle C are shown. */
const LEAST_LOW = 45;
const LEAST_HIGH = 81;

export class Roll extends EventTarget {
  #scroller = the('roll');
  #canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
  #spacer = the('spacer');
  #paint = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext('2d'));
  #palette = readPalette();
  #calm = matchMedia('(prefers-reduced-motion: reduce)');
  #studio;
  /** CSS pixels a second. */
  #scale = 90;
  #stale = true;
  #following = true;

  /** @param {import('./studio.js').Studio} studio */
  constructor(studio) {
    super();
    this.#studio = studio;
    const redraw = () => (this.#stale = true);
    studio.addEventListener('change', redraw);
    this.#scroller.addEventListener('scroll', redraw);
    this.#scroller.addEventListener('wheel', () => (this.#following = false), { passive: true });
    this.#scroller.addEventListener('pointerdown', () => (this.#following = false));
    new ResizeObserver(() => this.#resize()).observe(this.#scroller);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.recolour());
    this.#canvas.addEventListener('click', (event) => this.#point(event));
    this.#canvas.addEventListener('keydown', (event) => this.#key(event));
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
    const yours = [...notes(base, 'you'), ...phrase];
    const theirs = [...notes(base, 'amadeus'), ...answer];
    const width = this.#scroller.clientWidth;
    const height = this.#scroller.clientHeight;
    const all = [...yours, ...theirs];
    const low = all.reduce((least, note) => Math.min(least, note.pitch - 2), LEAST_LOW);
    const high = all.reduce((most, note) => Math.max(most, note.pitch + 2), LEAST_HIGH);
    const row = (height - RULER) / (high - low + 1);
    const left = this.#scroller.scrollLeft / this.#scale;
    const rate = this.#studio.player.rate;
    const view = { width, height, left, scale: this.#scale, low, high, row, ruler: RULER, keys: KEYS, rate };
    const paint = this.#paint;
    const { player, cursor, state } = this.#studio;
    const position = player.position;
    const running = state !== 'idle';
    paint.clearRect(0, 0, width, height);
    paintGrid(paint, view, this.#palette);
    paint.save();
    paint.beginPath();
    paint.rect(KEYS, 0, width - KEYS, height);
    paint.clip();
    for (const note of yours) paintNote(paint, view, this.#palette.you, note, position, running, false);
    for (const note of theirs) paintNote(paint, view, this.#palette.amadeus, note, position, running, true);
    if (cursor !== null) this.#line(view, cursor, this.#palette.ink, [5, 4]);
    if (running) this.#line(view, position, this.#palette.playhead, []);
    paint.restore();
    paintRuler(paint, view, this.#palette);
    paintKeys(paint, view, this.#palette, running ? player.now() : [], this.#studio.hands.down.keys());
    this.#tellPlace(position);
  }

  /**
   * @param {import('./roll-paint.js').View} view
   * @param {number} time
   * @param {string} colour
   * @param {number[]} dash
   */
  #line(view, time, colour, dash) {
    const x = Math.round(view.keys + (time - view.left) * view.scale) + 0.5;
    this.#paint.strokeStyle = colour;
    this.#paint.lineWidth = 2;
    this.#paint.setLineDash(dash);
    this.#paint.beginPath();
    this.#paint.moveTo(x, 4);
    this.#paint.lineTo(x, view.height);
    this.#paint.stroke();
    this.#paint.setLineDash([]);
    this.#paint.fillStyle = colour;
    this.#paint.beginPath();
    this.#paint.arc(x, 7, 4, 0, 7);
    this.#paint.fill();
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

  /** @param {MouseEvent} event */
  #point(event) {
    const x = event.offsetX - KEYS;
    if (x < 0) return;
    this.#studio.moveTo((x + this.#scroller.scrollLeft) / this.#scale);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const end = endOf(this.#studio.piece);
    const step = event.shiftKey ? 2 : 0.25;
    const place = this.#studio.cursor ?? end;
    const to = { ArrowLeft: place - step, ArrowRight: place + step, Home: 0, End: end, Escape: end }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#studio.moveTo(to);
    const x = to * this.#scale - this.#scroller.scrollLeft;
    if (x < 0 || x > this.#scroller.clientWidth - KEYS) this.#scroller.scrollLeft = to * this.#scale - 80;
  }
}
