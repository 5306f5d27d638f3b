// What happened when: time per window of the chosen function, and of all.
import {max} from "d3-array";
import {scaleLinear} from "d3-scale";
import {select} from "d3-selection";
import {area, curveStepAfter, line} from "d3-shape";
import {amount, duration} from "./units.js";

const kHeight = 150;
const kMargin = {left: 64, right: 64, top: 14, bottom: 24};

// Totals are cumulative: a window is a difference. The rates of processes that run beside each other add up. Seconds since the start.
function windowsOf(report, index) {
  const nothing = {calls: 0, time: 0}, before = new Map(), changes = [];
  for (const [begin, end, process, totals] of report.windows) {
    const last = before.get(process) ?? nothing, own = totals.filter(([fn]) => fn === index);
    const now = own.length ? own.reduce((sum, [, calls, , time]) => ({calls: sum.calls + calls, time: sum.time + time}), nothing) : last;
    const seconds = Math.max(1e-9, end - begin);
    const calls = Math.max(0, now.calls - last.calls) / seconds, time = Math.max(0, now.time - last.time) / 1e9 / seconds;
    changes.push({at: begin, calls, time}, {at: end, calls: -calls, time: -time});
    before.set(process, now);
  }
  changes.sort((a, b) => a.at - b.at);
  const points = [];
  let calls = 0, time = 0;
  for (let i = 0; i + 1 < changes.length; ++i) {
    calls += changes[i].calls;
    time += changes[i].time;
    const begin = changes[i].at, end = changes[i + 1].at;
    if (end > begin) points.push({begin, end, calls: Math.max(0, calls), time: Math.max(0, time)});
  }
  return points;
}

export class Timeline {
  constructor(report) {
    this.report = report;
    this.index = null;
    this.panel = select("#timeline-panel");
    this.shown = report.windows.length > 1;
    if (this.shown) this.panel.attr("hidden", null);
  }

  select(index) {
    this.index = index;
    this.draw();
  }

  draw() {
    if (this.index === null || !this.shown) return;
    const panel = this.panel.html("");
    panel.append("h2").text("Over time");
    const key = panel.append("p").attr("class", "key");
    key.append("span").attr("class", "of-time").text("time per second");
    key.append("span").attr("class", "of-calls").text("calls per second");
    key.append("b").text(this.report.functions[this.index].name);

    const points = windowsOf(this.report, this.index);
    const width = Math.max(300, panel.node().clientWidth - 34);
    const x = scaleLinear([0, points[points.length - 1].end], [kMargin.left, width - kMargin.right]);
    const time = scaleLinear([0, max(points, p => p.time) || 1], [kHeight - kMargin.bottom, kMargin.top]).nice(3);
    const calls = scaleLinear([0, max(points, p => p.calls) || 1], [kHeight - kMargin.bottom, kMargin.top]).nice(3);
    // A window is a step: it says nothing of what happened within it.
    const steps = [...points, {...points[points.length - 1], begin: points[points.length - 1].end}];
    const at = p => x(p.begin);
    const svg = panel.append("svg").attr("class", "timeline").attr("width", width).attr("height", kHeight);
    svg.selectAll("line").data(time.ticks(3)).join("line").attr("x1", kMargin.left).attr("x2", width - kMargin.right).attr("y1", time).attr("y2", time);
    svg.append("path").attr("class", "of-time").attr("d", area().x(at).y0(time(0)).y1(p => time(p.time)).curve(curveStepAfter)(steps));
    svg.append("path").attr("class", "of-calls").attr("d", line().x(at).y(p => calls(p.calls)).curve(curveStepAfter)(steps));
    svg.selectAll("text.left").data(time.ticks(3)).join("text").attr("class", "left").attr("x", kMargin.left - 8).attr("y", time).attr("dy", "0.35em").text(v => duration(v * 1e9));
    svg.selectAll("text.right").data(calls.ticks(3)).join("text").attr("class", "right").attr("x", width - kMargin.right + 8).attr("y", calls).attr("dy", "0.35em").text(amount);
    svg.selectAll("text.bottom").data(x.ticks(6)).join("text").attr("class", "bottom").attr("x", x).attr("y", kHeight - 6).text(v => duration(v * 1e9));
  }
}
