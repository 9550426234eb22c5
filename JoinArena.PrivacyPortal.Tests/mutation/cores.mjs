// Writes Stryker's configuration for some cores of cores.txt, and reads its report core by core.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const wanted = 90;
const here = dirname(fileURLToPath(import.meta.url));
const [task, file, ...names] = process.argv.slice(2);

const cores = readFileSync(join(here, "cores.txt"), "utf8")
  .split("\n")
  .filter(line => line.includes("|"))
  .map(line => line.split("|").map(part => part.trim()))
  .filter(([name]) => !name.startsWith("#"))
  .map(([name, files, tests]) => ({ name, files: files.split(" "), tests: tests.split(" ") }))
  .filter(core => names.length === 0 || names.includes(core.name));
if (cores.length < Math.max(1, names.length)) throw new Error(`cores.txt does not have all of: ${names.join(", ")}`);

if (task === "configure") configure();
else report();

function configure() {
  const project = "JoinArena.PrivacyPortal";
  writeFileSync(
    file,
    JSON.stringify({
      "stryker-config": {
        solution: `../${project}.sln`,
        project: `${project}.csproj`,
        "test-projects": [`${project}.Tests.csproj`],
        mutate: cores.flatMap(core => core.files),
        "test-case-filter": [...new Set(cores.flatMap(core => core.tests))]
          .map(part => `FullyQualifiedName~${part}`)
          .join("|"),
        "coverage-analysis": "perTest",
        concurrency: 1,
        // The words of an exception are for developers, and hashes and mappings are for the database.
        "ignore-methods": ["*Exception.ctor", "Configure", "GetHashCode"],
        reporters: ["json"],
        thresholds: { high: 100, low: wanted, break: 0 },
      },
    }),
  );
}

function report() {
  const files = Object.entries(JSON.parse(readFileSync(file, "utf8")).files);
  const explained = readFileSync(join(here, "survivors.md"), "utf8");
  let isGood = true;
  for (const core of cores) {
    const mutants = core.files.flatMap(name => read(files, name));
    const survivors = mutants.filter(mutant => mutant.status === "Survived" || mutant.status === "NoCoverage");
    const open = survivors.filter(mutant => !explained.includes(mutant.name));
    const share = Math.floor((1000 * (mutants.length - survivors.length)) / mutants.length) / 10;
    isGood &&= share >= wanted && open.length === 0;
    console.log(`${core.name}: ${mutants.length - survivors.length} of ${mutants.length} killed (${share} %)`);
    for (const mutant of open) console.log(`  ${mutant.status} at line ${mutant.line}: ${mutant.name}`);
  }
  if (!isGood) process.exit(1);
}

function read(files, name) {
  const found = files.find(([path]) => path.replaceAll("\\", "/").endsWith(name));
  if (!found) throw new Error(`the report has no ${name}`);
  const { source, mutants } = found[1];
  const lines = source.split("\n");
  return mutants
    .filter(mutant => ["Killed", "Timeout", "Survived", "NoCoverage"].includes(mutant.status))
    .map(mutant => ({
      status: mutant.status,
      line: mutant.location.start.line,
      name: `\`${name.split("/").at(-1)}\`: ${short(cut(lines, mutant.location))} → ${short(mutant.replacement)}`,
    }));
}

function cut(lines, { start, end }) {
  return lines
    .slice(start.line - 1, end.line)
    .map((line, i, all) => line.slice(i === 0 ? start.column - 1 : 0, i === all.length - 1 ? end.column - 1 : undefined))
    .join(" ");
}

function short(code) {
  const text = code.replace(/\s+/g, " ").trim();
  return `\`${text.length > 90 ? `${text.slice(0, 90)}…` : text}\``;
}
