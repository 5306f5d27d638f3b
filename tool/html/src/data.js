// The report as the page uses it: flat arrays for the tree, objects for the functions.
import {descending} from "d3-array";

export function load(data) {
  const functions = data.functions.map((f, index) => ({...f, index, callers: [], callees: []}));
  for (const [caller, callee, calls, time] of data.edges) {
    functions[callee].callers.push({other: caller < 0 ? null : caller, calls, time});
    if (caller >= 0) functions[caller].callees.push({other: callee, calls, time});
  }
  for (const f of functions) {
    f.callers.sort((a, b) => descending(a.time, b.time));
    f.callees.sort((a, b) => descending(a.time, b.time));
  }
  const hottest = functions.reduce((best, f) => (f.self > (functions[best]?.self ?? -1) ? f.index : best), 0);
  return {
    ...data, functions, hottest,
    tree: buildTree(data.tree),
    total: data.tree.total[0] ?? 0,
    hasMemory: functions.some(f => f.memory),
  };
}

// Node 0 is the root; parents stand before their children. `first` and `order` are the children of each node.
export function buildTree(columns) {
  const count = columns.parent.length;
  const first = new Uint32Array(count + 1);
  for (let i = 1; i < count; ++i) ++first[columns.parent[i] + 1];
  for (let i = 0; i < count; ++i) first[i + 1] += first[i];
  const next = first.slice(0, count);
  const order = new Uint32Array(Math.max(0, count - 1));
  for (let i = 1; i < count; ++i) order[next[columns.parent[i]]++] = i;
  const depth = new Uint32Array(count);
  let deepest = 0;
  for (let i = 1; i < count; ++i) {
    depth[i] = depth[columns.parent[i]] + 1;
    if (depth[i] > deepest) deepest = depth[i];
  }
  return {...columns, count, first, order, depth, deepest};
}

// What a box is worth with all that is below it. Time comes as it is: smaller paths that were left out are in it.
export function inclusive(tree, metric) {
  if (metric === "time" || metric === "self") return Float64Array.from(tree.total);
  const own = metric === "calls" ? tree.calls : tree.memory;
  const values = Float64Array.from(own);
  if (metric === "calls") values[0] = 0;
  for (let i = tree.count - 1; i > 0; --i) values[tree.parent[i]] += values[i];
  return values;
}
