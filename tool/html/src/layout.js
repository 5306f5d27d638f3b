// Where each box of the flame graph stands: x in 0..1, one row per depth. Pure.
import {inclusive} from "./data.js";

// Callees below their caller, widest first.
export function layoutDown(tree, metric) {
  const values = inclusive(tree, metric);
  const x0 = new Float64Array(tree.count), x1 = new Float64Array(tree.count);
  const rows = Array.from({length: tree.deepest + 1}, () => []);
  x1[0] = 1;
  if (tree.count) rows[0].push(0);
  const scale = values[0] > 0 ? 1 / values[0] : 0;
  for (let depth = 0; depth < rows.length; ++depth) {
    for (const node of rows[depth]) {
      const children = Array.from(tree.order.subarray(tree.first[node], tree.first[node + 1]));
      children.sort((a, b) => values[b] - values[a]);
      let at = x0[node];
      for (const child of children) {
        if (values[child] <= 0) continue;
        x0[child] = at;
        at += values[child] * scale;
        x1[child] = Math.min(at, x1[node]);
        rows[depth + 1].push(child);
      }
    }
  }
  return {tree, values, x0, x1, rows: rows.filter(row => row.length)};
}

// The other way round: each function's own value, below it its callers. A tree of its own, joined by function.
export function invert(tree) {
  const nodes = [{fn: -1, parent: 0, total: 0, self: 0, calls: 0, memory: 0}];
  const index = [new Map()];
  for (let i = 1; i < tree.count; ++i) {
    if (tree.self[i] <= 0 && tree.memory[i] <= 0 && tree.calls[i] <= 0) continue;
    nodes[0].total += tree.self[i];
    let at = 0;
    for (let up = i; up !== 0; up = tree.parent[up]) {
      let next = index[at].get(tree.fn[up]);
      if (next === undefined) {
        next = nodes.length;
        index[at].set(tree.fn[up], next);
        index.push(new Map());
        nodes.push({fn: tree.fn[up], parent: at, total: 0, self: 0, calls: 0, memory: 0});
      }
      at = next;
      nodes[at].total += tree.self[i];
      if (up === i) nodes[at].self += tree.self[i];
      // Own calls and bytes belong to the last box of the chain, so that sums over a subtree come out right.
      if (tree.parent[up] === 0) {
        nodes[at].calls += tree.calls[i];
        nodes[at].memory += tree.memory[i];
      }
    }
    if (nodes.length > 400000) break;
  }
  const columns = {fn: [], parent: [], total: [], self: [], calls: [], memory: [], exceptions: []};
  for (const node of nodes) {
    for (const key of ["fn", "parent", "total", "self", "calls", "memory"]) columns[key].push(node[key]);
    columns.exceptions.push(0);
  }
  return columns;
}
