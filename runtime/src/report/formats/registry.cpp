#include <algorithm>
#include <array>

#include "format.h"

namespace scopegraft::report {

std::span<const Format> formats() {
  static constexpr std::array kFormats = {
      Format{"text", "txt", "tables for a terminal", writers::text},
      Format{"json", "json", "everything, by the schema report.schema.json", writers::json},
      Format{"csv", "csv", "a line per function", writers::csv},
      Format{"html", "html", "a page for the browser: flame graph, table, histograms", writers::html},
      Format{"folded", "folded", "stacks for flamegraph.pl, inferno, speedscope", writers::folded},
      Format{"speedscope", "speedscope.json", "for speedscope.app", writers::speedscope},
      Format{"chrome-trace", "trace.json", "recorded calls on a time line, for Perfetto or chrome://tracing",
             writers::chrome_trace},
      Format{"callgrind", "callgrind", "for kcachegrind, callgrind_annotate", writers::callgrind},
      Format{"pprof", "pb", "for go tool pprof, Pyroscope, Parca", writers::pprof},
      Format{"prometheus", "prom", "metrics in Prometheus' text format", writers::prometheus},
      Format{"otlp", "otlp.json", "recorded calls as OpenTelemetry spans (OTLP/JSON)", writers::otlp},
  };
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto all = formats();
  const auto at = std::find_if(all.begin(), all.end(), [&](const Format& format) { return format.name == name; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace scopegraft::report
