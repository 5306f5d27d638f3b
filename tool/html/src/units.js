// Numbers as a person reads them; the same rules as the text report's.
const three = value => {
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
};

export function duration(ns) {
  if (ns === null || ns === undefined) return "–";
  const size = Math.abs(ns);
  if (size < 0.005) return "0 ns";
  if (size < 999.5) return `${three(ns)} ns`;
  if (size < 999.5e3) return `${three(ns / 1e3)} µs`;
  if (size < 999.5e6) return `${three(ns / 1e6)} ms`;
  if (size < 600e9) return `${three(ns / 1e9)} s`;
  return `${three(ns / 60e9)} min`;
}

export function bytes(count) {
  if (count === null || count === undefined) return "–";
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (Math.abs(count) >= 999.5 && unit + 1 < units.length) {
    count /= 1024;
    ++unit;
  }
  return `${unit === 0 ? Math.round(count) : three(count)} ${units[unit]}`;
}

export function amount(count) {
  if (!Number.isInteger(count) && Math.abs(count) < 9.995) return three(count);
  if (Math.abs(count) < 9999.5) return String(Math.round(count));
  const units = ["k", "M", "G", "T"];
  let unit = 0;
  count /= 1000;
  while (Math.abs(count) >= 999.5 && unit + 1 < units.length) {
    count /= 1000;
    ++unit;
  }
  return `${three(count)} ${units[unit]}`;
}

export function percent(share) {
  if (!Number.isFinite(share)) return "–";
  return share !== 0 && Math.abs(share) < 0.0005 ? "<0.1 %" : `${(share * 100).toFixed(1)} %`;
}

export const inUnit = (value, unit) => ({time: duration, bytes, share: percent, number: amount})[unit](value);

export const of = {time: duration, self: duration, calls: amount, memory: bytes};
