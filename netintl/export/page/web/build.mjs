// Bundle our sources with the d3 modules that package-lock.json pins: same input, same bytes.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = new URL(".", import.meta.url);
process.chdir(fileURLToPath(here));
const target = process.argv[2] ? `${process.argv[2]}/` : "../assets/";
const OPTIONS = {
  bundle: true, minify: true, charset: "utf8", legalComments: "none", write: false, metafile: true,
  target: ["chrome109", "firefox115", "safari16"],
};
const PACKAGE = /node_modules\/((?:@[^/]+\/)?[^/]+)/;

const script = await build({ ...OPTIONS, entryPoints: ["src/main.js"], format: "iife" });
const style = await build({ ...OPTIONS, entryPoints: ["src/page.css"] });

/** Quote the licences of the packages that the bundle really contains. */
function licences() {
  const inputs = Object.keys(script.metafile.inputs).map((path) => path.match(PACKAGE)?.[1]).filter(Boolean);
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  return [...new Set(inputs)].sort().map((name) => {
    const { version, license } = lock.packages[`node_modules/${name}`];
    return `${name} ${version} (${license})\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`;
  }).join("\n----\n\n");
}

const files = {
  "LICENSES.txt": licences(),
  "page.css": style.outputFiles[0].text,
  "page.js": script.outputFiles[0].text,
};
const sums = Object.entries(files).map(([name, text]) => {
  writeFileSync(target + name, text);
  return `${createHash("sha256").update(text).digest("hex")}  ${name}\n`;
});
writeFileSync(`${target}SHA256SUMS`, sums.join(""));
