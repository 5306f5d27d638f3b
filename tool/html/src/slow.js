// The slow calls that were kept, each with the calls inside it as a waterfall.
import {max} from "d3-array";
import {select} from "d3-selection";
import {hue} from "./theme.js";
import {duration} from "./units.js";

const kShown = 20;
const kRow = 18;

export function slowCalls(report, {onSelect}) {
  if (!report.slow.length) return;
  const panel = select("#slow-panel").attr("hidden", null);
  panel.append("h2").text("Slow calls");
  const slow = [...report.slow].sort((a, b) => b.duration - a.duration).slice(0, kShown);
  const entries = panel.selectAll("details").data(slow).join("details").attr("open", (call, i) => (i === 0 ? "" : null));
  const summary = entries.append("summary");
  summary.append("b").text(call => duration(call.duration));
  summary.append("span").attr("class", "name").text(call => report.functions[call.fn].name);
  summary.append("span").attr("class", "place").text(call => `at ${duration(call.begin)}`);
  summary.selectAll("code").data(call => [...call.arguments, ...call.context]).join("code").text(([key, value]) => `${key} = ${value}`);
  entries.each(function (call) {
    const rows = 1 + (max(call.events, event => event[1]) ?? 0);
    const box = select(this).append("div").attr("class", "waterfall").style("height", `${rows * kRow}px`);
    box.selectAll("button").data(call.events).join("button").attr("type", "button")
      .style("left", ([, , begin]) => `${(begin - call.begin) / call.duration * 100}%`)
      .style("width", ([, , , length]) => `max(2px, ${length / call.duration * 100}%)`)
      .style("top", ([, depth]) => `${depth * kRow}px`)
      .style("--hue", ([fn]) => hue(report.functions[fn].name))
      .attr("title", ([fn, , , length]) => `${report.functions[fn].name}: ${duration(length)}`)
      .text(([fn]) => report.functions[fn].name)
      .on("click", (event, [fn]) => onSelect(fn));
  });
}
