// The composition root: reads the data, builds the parts, and lets them know of each other's choices.
import {select} from "d3-selection";
import {load} from "./data.js";
import {Detail} from "./detail.js";
import {FlameGraph} from "./flame.js";
import {header} from "./header.js";
import {slowCalls} from "./slow.js";
import {FunctionTable} from "./table.js";
import {followTheme, giveHues} from "./theme.js";
import {Timeline} from "./timeline.js";

const report = load(JSON.parse(document.getElementById("data").textContent));
giveHues(report.functions);
header(report);

const flame = new FlameGraph(report, {onSelect: choose});
const table = new FunctionTable(report, {onSelect: choose});
const detail = new Detail(report, {onSelect: choose});
const timeline = new Timeline(report);
slowCalls(report, {onSelect: choose});

let chosen = null;
function choose(index) {
  chosen = index;
  table.select(index);
  detail.show(index);
  flame.mark(index);
  timeline.select(index);
}

let pending = 0;
select("#search").on("input", event => {
  cancelAnimationFrame(pending);
  const text = event.target.value;
  pending = requestAnimationFrame(() => {
    const found = flame.search(text);
    table.filter(text);
    select("#matches").text(found === null ? "" : found);
  });
});

const metrics = [
  {key: "time", label: "Time"}, {key: "self", label: "Self time"}, {key: "calls", label: "Calls"},
  ...(report.hasMemory ? [{key: "memory", label: "Memory"}] : []),
];
const buttons = select("#metrics").selectAll("button").data(metrics).join("button")
  .attr("type", "button").attr("data-metric", metric => metric.key).text(metric => metric.label)
  .attr("aria-pressed", metric => metric.key === "time")
  .on("click", (event, metric) => {
    buttons.attr("aria-pressed", other => other === metric);
    flame.setMetric(metric.key);
  });

select("#invert").on("click", function () {
  const pressed = this.getAttribute("aria-pressed") !== "true";
  this.setAttribute("aria-pressed", pressed);
  flame.setDirection(pressed ? "up" : "down");
});
select("#reset").on("click", () => flame.reset());
addEventListener("keydown", event => {
  if (event.key === "Escape") flame.reset();
  if (event.key === "/" && event.target.tagName !== "INPUT") {
    event.preventDefault();
    document.getElementById("search").focus();
  }
});

followTheme(() => {
  flame.draw();
  timeline.draw();
  if (chosen !== null) detail.show(chosen);
});
if (report.functions.length) choose(report.hottest);
