// Bundles src/ into one HTML page that needs nothing from outside: node build.mjs OUTPUT
// `scopegraft report` puts its data where the page says @data@.
import {build} from "esbuild";
import {readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(root, "src", entry)], bundle: true, minify: true, write: false, charset: "utf8",
    target: ["chrome111", "firefox113", "safari16.4"],
  });
  return result.outputFiles[0].text;
}

const licences = Object.keys(manifest.dependencies)
  .map(name => `${name}\n${readFileSync(join(root, "node_modules", name, "LICENSE"), "utf8").trim()}`);
const style = await bundle("style.css");
const script = await bundle("main.js");
const page = readFileSync(join(root, "src", "page.html"), "utf8")
  .replace("@licences@", () => licences.join("\n\n"))
  .replace("@style@", () => style)
  .replace("@script@", () => script.replaceAll("</script", "<\\/script"));
writeFileSync(process.argv[2], page);
