// Dark or light: the system's choice until the button is used. Colours of what is drawn come from the style sheet.
import {select} from "d3-selection";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

export function followTheme(redraw) {
  const button = select("#theme");
  const show = () => {
    button.text(isDark() ? "☀" : "☾");
    redraw();
  };
  button.on("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    show();
  });
  system.addEventListener("change", show);
  addEventListener("resize", redraw);
  show();
}

export const colour = name => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
export {isDark};

// One hue per namespace or class, so that neighbours of one house look alike. The largest houses come first and the
// golden angle keeps their hues far apart.
const scopeOf = name => (name.includes("::") ? name.slice(0, name.lastIndexOf("::")) : "");
const hues = new Map();

export function giveHues(functions) {
  const weight = new Map();
  for (const f of functions) weight.set(scopeOf(f.name), (weight.get(scopeOf(f.name)) ?? 0) + f.self);
  [...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).forEach(([scope], i) => hues.set(scope, (45 + i * 137.508) % 360));
}

export const hue = name => hues.get(scopeOf(name)) ?? 0;
