// How long single calls took: a log-log picture, since a slow tail of a few calls is what one looks for.
import {max} from "d3-array";
import {scaleLinear, scaleLog} from "d3-scale";
import {amount, duration, percent} from "./units.js";

const kHeight = 150;
const kMargin = {left: 8, right: 8, top: 22, bottom: 22};

// Bins of the profile are 6 % wide; on the screen a few pixels each are enough.
function coarse(bins, x) {
  const out = [];
  for (const [begin, end, weight] of bins) {
    const left = x(Math.max(1, begin)), right = x(Math.max(2, end));
    const last = out[out.length - 1];
    if (last && right - last.left < 7) {
      last.right = right;
      last.end = end;
      last.weight += weight;
    } else {
      out.push({left, right, begin, end, weight});
    }
  }
  return out;
}

export function histogram(parent, f) {
  if (!f.histogram.length) return;
  const width = Math.max(200, parent.node().clientWidth - 2);
  const low = Math.max(1, f.histogram[0][0]), high = Math.max(low * 1.5, f.histogram[f.histogram.length - 1][1]);
  const x = scaleLog([low / 1.15, high * 1.15], [kMargin.left, width - kMargin.right]);
  const bars = coarse(f.histogram, x);
  const all = bars.reduce((sum, bar) => sum + bar.weight, 0);
  const y = scaleLinear([0, Math.sqrt(max(bars, bar => bar.weight))], [kHeight - kMargin.bottom, kMargin.top]);

  const svg = parent.append("svg").attr("class", "histogram").attr("width", width).attr("height", kHeight)
    .attr("role", "img").attr("aria-label", "Latency histogram");
  svg.selectAll("rect").data(bars).join("rect")
    .attr("x", bar => bar.left).attr("width", bar => Math.max(2, bar.right - bar.left - 1)).attr("rx", 1)
    .attr("y", bar => y(Math.sqrt(bar.weight))).attr("height", bar => Math.max(1, kHeight - kMargin.bottom - y(Math.sqrt(bar.weight))))
    .append("title").text(bar => `${duration(bar.begin)} – ${duration(bar.end)}: ${amount(bar.weight)} calls, ${percent(bar.weight / all)}`);

  const marks = [["p50", f.p50], ["p90", f.p90], ["p99", f.p99]].map(([label, value]) => ({label, at: x(Math.max(1, value))}));
  // Labels that would run into each other are left to the first of them.
  let free = -Infinity;
  for (const mark of marks) {
    mark.shown = mark.at - free > 26;
    if (mark.shown) free = mark.at;
  }
  svg.selectAll("line.mark").data(marks).join("line").attr("class", "mark")
    .attr("x1", d => d.at).attr("x2", d => d.at).attr("y1", kMargin.top - 4).attr("y2", kHeight - kMargin.bottom);
  svg.selectAll("text.mark").data(marks.filter(d => d.shown)).join("text").attr("class", "mark")
    .attr("x", d => d.at).attr("y", kMargin.top - 9).text(d => d.label);

  let last = -Infinity;
  const ticks = x.ticks(5).filter(value => {
    if (String(value)[0] !== "1" && high / low > 30) return false;
    const fits = x(value) - last > 52;
    if (fits) last = x(value);
    return fits;
  });
  svg.selectAll("text.tick").data(ticks).join("text").attr("class", "tick")
    .attr("x", value => Math.min(width - 24, Math.max(24, x(value)))).attr("y", kHeight - 6).text(value => duration(value));
}
