// Makes static/dist from static/js, static/css, static/img: hashed names, one manifest, compressed twins.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const icons = join(here, "../node_modules/bootstrap-icons/icons");
const manifest = {};

async function keep(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const kept = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  await writeFile(join(dist, kept), content);
  return kept;
}

async function sprite(names) {
  const symbols = await Promise.all(names.map(async (name) => {
    const svg = await readFile(join(icons, `${name}.svg`), "utf8");
    return `<symbol id="${name}" viewBox="0 0 16 16">${svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").replace(/\n\s*/g, "")}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const { metafile } = await build({
  entryPoints: { app: join(here, "js/start.js"), theme: join(here, "js/theme.js"), site: join(here, "css/site.css") },
  outdir: dist, bundle: true, splitting: true, format: "esm", minify: true, metafile: true, logLevel: "warning",
  target: ["chrome105", "firefox110", "safari16"], loader: { ".woff2": "file" },
  entryNames: "[name]-[hash]", chunkNames: "part-[name]-[hash]", assetNames: "[name]-[hash]",
});
for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
  if (entryPoint && /^(app|theme|site)-/.test(basename(path))) manifest[basename(path).replace(/-\w+\./, ".")] = basename(path);
  if (/latin-wght-normal/.test(path)) manifest.font = basename(path);
}
manifest["icons.svg"] = await keep("icones.svg", await sprite(JSON.parse(await readFile(join(here, "icons.json"), "utf8"))));
for (const name of await readdir(join(here, "img"))) manifest[name] = await keep(name, await readFile(join(here, "img", name)));

for (const name of await readdir(dist)) {
  if (!/\.(js|css|svg)$/.test(name)) continue;
  const content = await readFile(join(dist, name));
  await writeFile(join(dist, `${name}.gz`), gzipSync(content, { level: 9 }));
  await writeFile(join(dist, `${name}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
await writeFile(join(dist, "manifest.json"), JSON.stringify(manifest, null, 1));
