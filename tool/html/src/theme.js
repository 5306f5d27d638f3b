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

// One hue per namespace or class, so that neighbours of one house look alike.
export function hue(name) {
  const scope = name.includes("::") ? name.slice(0, name.lastIndexOf("::")) : name;
  let hash = 2166136261;
  for (let i = 0; i < scope.length; ++i) hash = Math.imul(hash ^ scope.charCodeAt(i), 16777619);
  return ((hash >>> 0) % 3600) / 10;
}
