// The flame graph, on a canvas: 10^5 boxes are drawn in a few milliseconds, and only what is in view.
import {bisector} from "d3-array";
import {easeCubicOut} from "d3-ease";
import {select} from "d3-selection";
import {timer} from "d3-timer";
import {buildTree} from "./data.js";
import {invert, layoutDown} from "./layout.js";
import {colour, hue, isDark} from "./theme.js";
import {of, percent} from "./units.js";

const kRow = 21;
const kGap = 1;
const kLeastWidth = 0.6;   // pixels; narrower boxes of a row run together into a grey one
const kTextWidth = 28;

export class FlameGraph {
  constructor(report, {onSelect}) {
    this.report = report;
    this.onSelect = onSelect;
    this.names = report.functions.map(f => f.name);
    this.hues = this.names.map(hue);
    this.box = document.getElementById("graph");
    this.canvas = this.box.querySelector("canvas");
    this.spacer = this.box.querySelector(".spacer");
    this.tooltip = select("#tooltip");
    this.view = {x0: 0, x1: 1};
    this.metric = "time";
    this.direction = "down";
    this.found = null;
    this.marked = null;
    this.focus = 0;
    this.relayout();
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.box);
  }

  relayout() {
    if (this.direction === "up") this.inverted ??= buildTree(invert(this.report.tree));
    const tree = this.direction === "up" ? this.inverted : this.report.tree;
    this.layout = layoutDown(tree, this.metric);
    const {x1} = this.layout;
    this.firstVisible = bisector(node => x1[node]).right;
    this.view = {x0: 0, x1: 1};
    this.focus = 0;
    const height = this.layout.rows.length * kRow + 2;
    this.box.style.height = `${Math.max(140, Math.min(height, innerHeight * 0.55))}px`;
    this.spacer.style.height = `${height}px`;
    this.crumbs();
  }

  setMetric(metric) {
    this.metric = metric;
    this.relayout();
    this.draw();
  }

  setDirection(direction) {
    this.direction = direction;
    this.relayout();
    this.draw();
  }

  reset() {
    this.zoom(0);
  }

  mark(fn) {
    this.marked = fn;
    this.draw();
  }

  // Says how many functions match and their share, nested matches counted once.
  search(text) {
    const wanted = text.trim().toLowerCase();
    this.found = wanted ? this.names.map(name => name.toLowerCase().includes(wanted)) : null;
    this.draw();
    if (!this.found) return null;
    const {tree, values} = this.layout;
    const inside = new Uint8Array(tree.count);
    let share = 0;
    for (let i = 1; i < tree.count; ++i) {
      const matches = this.found[tree.fn[i]] ? 1 : 0;
      if (matches && !inside[tree.parent[i]]) share += values[i];
      inside[i] = matches | inside[tree.parent[i]];
    }
    const count = this.found.reduce((sum, matches) => sum + (matches ? 1 : 0), 0);
    return `${count} · ${percent(values[0] > 0 ? share / values[0] : 0)}`;
  }

  zoom(node) {
    this.focus = node;
    this.crumbs();
    this.move(this.layout.x0[node], this.layout.x1[node] || 1);
  }

  move(x0, x1) {
    const from = {...this.view};
    this.motion?.stop();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.motion = timer(elapsed => {
      const t = still ? 1 : easeCubicOut(Math.min(1, elapsed / 280));
      this.view = {x0: from.x0 + (x0 - from.x0) * t, x1: from.x1 + (x1 - from.x1) * t};
      this.draw();
      if (t >= 1) this.motion.stop();
    });
    select("#reset").attr("disabled", x0 === 0 && x1 === 1 ? "" : null);
  }

  // The path to the box that was zoomed into.
  crumbs() {
    const path = [];
    for (let node = this.focus; node !== 0; node = this.layout.tree.parent[node]) path.unshift(node);
    const nodes = path.length ? [0, ...path.slice(-6)] : [];
    select("#crumbs").selectAll("button").data(nodes).join("button")
      .attr("type", "button").text(node => this.label(node)).on("click", (event, node) => this.zoom(node));
  }

  label(node) {
    return node === 0 ? "all" : this.names[this.layout.tree.fn[node]];
  }

  colours() {
    const dark = isDark();
    const heat = share => {
      const t = Math.min(1, Math.sqrt(Math.max(0, share)) * 1.6);
      return dark ? `oklch(${0.32 + 0.3 * t} ${0.015 + 0.16 * t} ${70 - 40 * t})`
                  : `oklch(${0.94 - 0.26 * t} ${0.01 + 0.15 * t} ${75 - 45 * t})`;
    };
    const total = this.layout.values[0] || 1;
    const plain = this.hues.map(h => (dark ? `oklch(0.45 0.085 ${h})` : `oklch(0.83 0.085 ${h})`));
    return {
      box: node => (this.metric === "self" ? heat(this.layout.tree.self[node] / total) : plain[this.layout.tree.fn[node]]),
      found: colour("found"), foundText: colour("found-text"), pale: colour("box-pale"), rest: colour("box-rest"),
      text: colour("box-text"), paleText: colour("text-3"), root: colour("box-root"), mark: colour("accent"),
    };
  }

  draw() {
    const ratio = devicePixelRatio || 1;
    const width = this.box.clientWidth, height = this.box.clientHeight;
    if (!width) return;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    const context = this.canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = `12px ${colour("font")}`;
    context.textBaseline = "middle";
    this.letter = context.measureText("abcdefghijklmnopqrstuvwxyz_0123456789::").width / 39 * 1.04;
    const colours = this.colours();
    const from = Math.floor(this.box.scrollTop / kRow);
    const to = Math.min(this.layout.rows.length, Math.ceil((this.box.scrollTop + height) / kRow));
    for (let depth = from; depth < to; ++depth) this.drawRow(context, depth, width, colours);
  }

  drawRow(context, depth, width, colours) {
    const {x0, x1, rows} = this.layout;
    const row = rows[depth];
    const scale = width / (this.view.x1 - this.view.x0);
    const y = depth * kRow - this.box.scrollTop;
    let restFrom = -1, restTo = -1;
    const flush = () => {
      if (restFrom < 0) return;
      context.fillStyle = colours.rest;
      context.fillRect(restFrom, y, Math.max(0.5, restTo - restFrom), kRow - kGap);
      restFrom = -1;
    };
    for (let i = this.firstVisible(row, this.view.x0); i < row.length && x0[row[i]] < this.view.x1; ++i) {
      const node = row[i];
      const left = Math.max(0, (x0[node] - this.view.x0) * scale);
      const right = Math.min(width, (x1[node] - this.view.x0) * scale);
      if (right - left < kLeastWidth) {
        if (restFrom < 0) restFrom = left;
        else if (left - restTo > 1) {
          flush();
          restFrom = left;
        }
        restTo = right;
        continue;
      }
      flush();
      this.drawBox(context, node, left, y, right - left, colours);
    }
    flush();
  }

  drawBox(context, node, left, y, width, colours) {
    const fn = this.layout.tree.fn[node];
    const isRoot = node === 0;
    const matches = !this.found || this.found[fn];
    const found = this.found && !isRoot && matches;
    context.fillStyle = isRoot ? colours.root : found ? colours.found : this.found ? colours.pale : colours.box(node);
    const inner = Math.max(0.5, width - (width > 3 ? kGap : 0));
    if (width > 8) {
      context.beginPath();
      context.roundRect(left, y, inner, kRow - kGap, 3);
      context.fill();
    } else {
      context.fillRect(left, y, inner, kRow - kGap);
    }
    if (fn === this.marked && !isRoot && width > 3) {
      context.strokeStyle = colours.mark;
      context.lineWidth = 1.5;
      context.strokeRect(left + 0.75, y + 0.75, inner - 1.5, kRow - kGap - 1.5);
    }
    if (width < kTextWidth) return;
    context.fillStyle = found ? colours.foundText : this.found && !isRoot ? colours.paleText : colours.text;
    const text = isRoot ? this.rootLabel() : this.names[fn];
    context.fillText(fitted(text, width - 10, this.letter), left + 5, y + kRow / 2);
  }

  rootLabel() {
    return `all – ${of[this.metric](this.layout.values[0])}`;
  }

  nodeAt(event) {
    const bounds = this.box.getBoundingClientRect();
    const depth = Math.floor((event.clientY - bounds.top + this.box.scrollTop) / kRow);
    const row = this.layout.rows[depth];
    if (!row) return null;
    const x = this.view.x0 + (event.clientX - bounds.left) / this.box.clientWidth * (this.view.x1 - this.view.x0);
    const node = row[this.firstVisible(row, x)];
    return node !== undefined && this.layout.x0[node] <= x ? node : null;
  }

  listen() {
    this.box.addEventListener("scroll", () => this.draw());
    this.box.addEventListener("mousemove", event => this.hover(event));
    this.box.addEventListener("mouseleave", () => this.tooltip.attr("hidden", ""));
    this.box.addEventListener("click", event => {
      const node = this.nodeAt(event);
      if (node === null) return;
      this.zoom(node);
      if (node !== 0) this.onSelect(this.layout.tree.fn[node]);
    });
    this.box.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const bounds = this.box.getBoundingClientRect();
      const span = this.view.x1 - this.view.x0;
      const at = this.view.x0 + (event.clientX - bounds.left) / bounds.width * span;
      const wider = Math.min(1, Math.max(1e-7, span * Math.exp(event.deltaY * 0.002)));
      const x0 = Math.min(1 - wider, Math.max(0, at - (at - this.view.x0) / span * wider));
      this.motion?.stop();
      this.view = {x0, x1: x0 + wider};
      select("#reset").attr("disabled", wider === 1 ? "" : null);
      this.draw();
    }, {passive: false});
  }

  hover(event) {
    const node = this.nodeAt(event);
    this.box.style.cursor = node === null ? "" : "pointer";
    if (node === null) {
      this.tooltip.attr("hidden", "");
      return;
    }
    const {tree, values} = this.layout;
    const lines = [[of[this.metric](values[node]), `${percent(values[node] / (values[0] || 1))} of all`]];
    if (node !== 0) {
      if (this.metric === "time" || this.metric === "self") lines.push([of.time(tree.self[node]), "self"]);
      if (this.direction === "down") lines.push([of.calls(tree.calls[node]), "calls on this path"]);
      if (tree.exceptions[node] > 0) lines.push([of.calls(tree.exceptions[node]), "left by an exception"]);
    }
    this.tooltip.attr("hidden", null).html("");
    this.tooltip.append("strong").text(this.label(node));
    for (const [value, what] of lines) {
      const line = this.tooltip.append("div");
      line.append("b").text(value);
      line.append("span").text(what);
    }
    const size = this.tooltip.node().getBoundingClientRect();
    this.tooltip.style("left", `${Math.min(event.clientX + 14, innerWidth - size.width - 8)}px`)
      .style("top", `${event.clientY + 18 + size.height > innerHeight ? event.clientY - size.height - 10 : event.clientY + 18}px`);
  }
}

// The end of a qualified name says most.
function fitted(text, width, letter) {
  const room = Math.floor(width / letter);
  if (text.length <= room) return text;
  return room < 4 ? "" : `…${text.slice(text.length - room + 1)}`;
}
