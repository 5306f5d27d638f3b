// One function: its numbers, who calls it and what it calls, and how long single calls took.
import {max} from "d3-array";
import {select} from "d3-selection";
import {histogram} from "./histogram.js";
import {amount, bytes, duration, inUnit, percent} from "./units.js";

const kNeighbours = 8, kTexts = 12;

function numbers(f, report) {
  const share = report.total > 0 ? f.total / report.total : 0;
  const all = [["calls", amount(f.calls)]];
  if (f.measured) {
    all.push(["total", `${duration(f.total)} · ${percent(share)}`], ["self", duration(f.self)],
             ["mean", f.meanError > 0 ? `${duration(f.mean)} ± ${percent(f.meanError / f.mean)}` : duration(f.mean)],
             ["deviation", duration(f.stddev)], ["fastest", duration(f.min)], ["slowest", duration(f.max)]);
  }
  if (f.measured < f.calls) all.push(["measured", `${percent(f.measured / f.calls)} of the calls`]);
  if (f.exceptions) all.push(["exceptions", `${amount(f.exceptions)} · ${percent(f.exceptions / f.calls)} of the calls`]);
  if (f.memory) {
    all.push(["peak", bytes(f.peak)], ["allocated", bytes(f.allocated)], ["kept", bytes(f.kept)]);
  }
  if (f.args !== null) all.push(["arguments", `${bytes(f.args)} a call`]);
  if (f.suspensions !== undefined) {
    all.push(["suspended", duration(Math.max(0, f.wall - f.total))], ["suspensions", amount(f.suspensions)]);
    if (f.abandoned) all.push(["abandoned", amount(f.abandoned)]);
  }
  for (const {collector, values} of f.collected ?? []) {
    report.collectors[collector].columns.forEach(([title, unit], place) => {
      if (values[place] !== null) all.push([title, inUnit(values[place], unit)]);
    });
  }
  all.push(["threads", amount(f.threads)]);
  return all;
}

export class Detail {
  constructor(report, {onSelect}) {
    this.report = report;
    this.onSelect = onSelect;
    this.panel = select("#detail");
  }

  show(index) {
    const f = this.report.functions[index];
    const panel = this.panel.html("");
    panel.append("h2").text(f.name).attr("title", f.function);
    if (f.file) panel.append("p").attr("class", "place").text(`${f.file}:${f.line}`);
    const list = panel.append("dl");
    for (const [what, value] of numbers(f, this.report)) {
      const pair = list.append("div");
      pair.append("dt").text(what);
      pair.append("dd").text(value);
    }
    if (f.histogram.length) {
      panel.append("h3").text("Time of one call");
      histogram(panel.append("div"), f);
    }
    this.texts(panel, f);
    this.neighbours(panel, "Callers", f.callers);
    this.neighbours(panel, "Callees", f.callees);
  }

  // What collectors kept by text: the statements of a database.
  texts(panel, f) {
    for (const {collector, texts} of f.collected ?? []) {
      if (!texts.length) continue;
      panel.append("h3").text(`Texts of ${this.report.collectors[collector].name}`);
      const lines = panel.append("ul").attr("class", "texts").selectAll("li").data(texts.slice(0, kTexts)).join("li");
      lines.append("code").text(([text]) => text || "(others)");
      lines.append("span").attr("class", "number")
        .text(([, count, total]) => (total === undefined ? `${amount(count)} ×` : `${amount(count)} × · ${duration(total)}`));
      if (texts.length > kTexts) panel.append("p").attr("class", "place").text(`and ${texts.length - kTexts} more`);
    }
  }

  neighbours(panel, title, edges) {
    if (!edges.length) return;
    panel.append("h3").text(title);
    const most = max(edges, edge => edge.time) || 1;
    const lines = panel.append("ul").attr("class", "neighbours").attr("data-side", title.toLowerCase())
      .selectAll("li").data(edges.slice(0, kNeighbours)).join("li").append("button").attr("type", "button")
      .attr("disabled", edge => (edge.other === null ? "" : null)).style("--share", edge => `${edge.time / most * 100}%`)
      .on("click", (event, edge) => this.onSelect(edge.other));
    lines.append("span").attr("class", "name").text(edge => (edge.other === null ? "thread" : this.report.functions[edge.other].name));
    lines.append("span").attr("class", "number").text(edge => `${amount(edge.calls)} ×`);
    lines.append("span").attr("class", "number").text(edge => duration(edge.time));
    if (edges.length > kNeighbours) panel.append("p").attr("class", "place").text(`and ${edges.length - kNeighbours} more`);
  }
}
