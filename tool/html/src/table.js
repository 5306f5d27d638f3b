// All functions, sortable; the filter is the search of the page.
import {ascending, descending} from "d3-array";
import {select} from "d3-selection";
import {amount, bytes, duration, inUnit, percent} from "./units.js";

const kRowsAtFirst = 300;

function columnsOf(report) {
  const timed = key => f => (f.measured ? f[key] : null);
  const all = [
    {key: "name", label: "Function", value: f => f.name, text: f => f.name, isText: true},
    {key: "self", label: "Self", value: timed("self"), text: f => duration(timed("self")(f)), bar: f => f.self / (report.total || 1)},
    {key: "share", label: "Self %", value: timed("self"), text: f => (f.measured ? percent(f.self / (report.total || 1)) : "–")},
    {key: "total", label: "Total", value: timed("total"), text: f => duration(timed("total")(f))},
    {key: "error", label: "±", value: f => (f.total ? f.error / f.total : 0), text: f => (f.error > 0 ? percent(f.error / f.total) : "")},
    {key: "calls", label: "Calls", value: f => f.calls, text: f => amount(f.calls)},
    {key: "mean", label: "Mean", value: timed("mean"), text: f => duration(timed("mean")(f))},
    {key: "p50", label: "p50", value: timed("p50"), text: f => duration(timed("p50")(f))},
    {key: "p99", label: "p99", value: timed("p99"), text: f => duration(timed("p99")(f))},
    {key: "max", label: "Max", value: timed("max"), text: f => duration(timed("max")(f))},
    {key: "exceptions", label: "Thrown", value: f => f.exceptions, text: f => (f.exceptions ? amount(f.exceptions) : "")},
    {key: "peak", label: "Peak", value: f => (f.memory ? f.peak : null), text: f => (f.memory ? bytes(f.peak) : "")},
    {key: "kept", label: "Kept", value: f => (f.memory ? f.kept : null), text: f => (f.memory ? bytes(f.kept) : "")},
  ];
  report.collectors.forEach((collector, index) => collector.columns.forEach(([title, unit], place) => {
    const value = f => f.collected?.find(c => c.collector === index)?.values[place] ?? null;
    const text = f => (value(f) === null ? "" : inUnit(value(f), unit));
    all.push({key: `${collector.name}.${place}`, label: title[0].toUpperCase() + title.slice(1), value, text});
  }));
  // A column that says nothing is left out.
  return all.filter(c => c.isText || report.functions.some(f => !["", "–"].includes(c.text(f))));
}

export class FunctionTable {
  constructor(report, {onSelect}) {
    this.functions = report.functions;
    this.columns = columnsOf(report);
    this.onSelect = onSelect;
    this.sort = {column: this.columns[1] ?? this.columns[0], down: true};
    this.wanted = "";
    this.limit = kRowsAtFirst;
    this.chosen = null;
    const panel = select("#table-panel");
    this.title = panel.append("h2");
    const table = panel.append("div").attr("class", "scroll").append("table").attr("id", "functions");
    this.heads = table.append("thead").append("tr").selectAll("th").data(this.columns).join("th")
      .attr("scope", "col").attr("class", c => (c.isText ? "name" : null)).attr("data-key", c => c.key);
    this.heads.append("button").attr("type", "button").text(c => c.label).on("click", (event, column) => {
      const down = this.sort.column === column ? !this.sort.down : !column.isText;
      this.sort = {column, down};
      this.draw();
    });
    this.body = table.append("tbody");
    this.more = panel.append("button").attr("type", "button").attr("class", "more").on("click", () => {
      this.limit = Infinity;
      this.draw();
    });
    this.draw();
  }

  filter(text) {
    this.wanted = text.trim().toLowerCase();
    this.draw();
  }

  select(index) {
    this.chosen = index;
    this.body.selectAll("tr").classed("chosen", f => f.index === index).attr("aria-selected", f => f.index === index);
  }

  draw() {
    const {column, down} = this.sort;
    const order = down ? descending : ascending;
    const rows = this.functions.filter(f => f.name.toLowerCase().includes(this.wanted));
    rows.sort((a, b) => order(column.value(a), column.value(b)) || ascending(a.name, b.name));
    this.title.text(this.wanted ? `${rows.length} of ${this.functions.length} functions` : `${rows.length} functions`);
    this.heads.attr("aria-sort", c => (c === column ? (down ? "descending" : "ascending") : null));
    const lines = this.body.selectAll("tr").data(rows.slice(0, this.limit), f => f.index).join("tr")
      .on("click", (event, f) => this.onSelect(f.index)).attr("tabindex", 0)
      .on("keydown", (event, f) => event.key === "Enter" && this.onSelect(f.index));
    const cells = lines.selectAll("td").data(f => this.columns.map(c => ({f, c}))).join("td")
      .attr("class", d => (d.c.isText ? "name" : null))
      .attr("title", d => (d.c.isText ? `${d.f.function || d.f.name}\n${d.f.file}:${d.f.line}` : null));
    cells.filter(d => !d.c.isText).text(d => d.c.text(d.f));
    cells.filter(d => d.c.isText).selectAll("bdi").data(d => [d]).join("bdi").text(d => d.c.text(d.f));
    cells.filter(d => d.c.bar).attr("class", "bar").style("--share", d => `${(d.c.bar(d.f) * 100).toFixed(2)}%`);
    lines.order();
    this.more.attr("hidden", rows.length > this.limit ? null : "").text(`Show all ${rows.length}`);
    this.select(this.chosen);
  }
}
