// Who ran, how long, and what the numbers are worth.
import {select} from "d3-selection";
import {amount, bytes, duration, percent} from "./units.js";

export function header(report) {
  const name = report.program.split("/").pop() || "profile";
  document.title = `${name} – Scopegraft`;
  select("#program").text(name).attr("title", report.program);

  const facts = [
    report.started && ["started", report.started.replace("T", " ").replace(/\.\d+Z$/, " UTC")],
    ["wall", duration(report.wall)],
    report.cpu > 0 && ["CPU", duration(report.cpu)],
    ["threads", amount(report.threads.length)],
    report.processes.length > 1 && ["processes", amount(report.processes.length)],
    ["calls", amount(report.functions.reduce((sum, f) => sum + f.calls, 0))],
    report.overhead > 0 && ["overhead", report.cpu > 0 ? percent(report.overhead / report.cpu) : duration(report.overhead)],
    report.rssPeak > 0 && ["peak memory", bytes(report.rssPeak)],
  ].filter(Boolean);
  const chips = select("#facts").selectAll("span").data(facts).join("span").attr("class", "fact");
  chips.append("b").text(fact => fact[1]);
  chips.append("i").text(fact => fact[0]);

  const lost = Object.entries(report.dropped).filter(([, count]) => count > 0);
  const warnings = [
    !report.clean && "The process did not exit by itself, or still runs. Nothing up to then is missing.",
    lost.length > 0 && `Dropped: ${lost.map(([what, count]) => `${amount(count)} ${what}`).join(", ")}.`,
    report.cpu > 0 && report.notInlined > 0.01 * report.cpu &&
      `Not in the overhead: about ${duration(report.notInlined)}, because small functions are not inlined with a scope.`,
    report.compensated && "Totals, self times and means are without what counting the calls inside took; min, max and percentiles are as measured.",
    report.leftOut > 0 && `${amount(report.leftOut)} of the smallest call paths are left out of the graph; the table has all.`,
  ].filter(Boolean);
  select("#warnings").selectAll("p").data(warnings).join("p").text(text => text);
}
