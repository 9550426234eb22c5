// Writes two small projects with some cores of cores.txt and their tests, and reads Stryker's report core by core.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const wanted = 90;
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const product = join(root, "JoinArena.PrivacyPortal");
const tests = join(root, "JoinArena.PrivacyPortal.Tests");
const [task, output, ...names] = process.argv.slice(2);

const all = readFileSync(join(here, "cores.txt"), "utf8")
  .split("\n")
  .filter(line => line.includes("|") && !line.startsWith("#"))
  .map(line => line.split("|").map(part => part.trim().split(/\s+/)))
  .map(([[name], files, tests]) => ({ name, files, tests }));
const needs = all.find(core => core.name === "needs");
const cores = all.filter(core => core !== needs && (names.length === 0 || names.includes(core.name)));
if (cores.length < Math.max(1, names.length)) throw new Error(`cores.txt does not have all of: ${names.join(", ")}`);

if (task === "configure") configure();
else report();

function configure() {
  for (const folder of ["Cores", "Tests"]) mkdirSync(join(output, folder), { recursive: true });
  for (const file of ["Directory.Packages.props", "global.json"]) copyFileSync(join(root, file), join(output, file));
  writeFileSync(join(output, "Cores", "Cores.csproj"), project({
    name: "JoinArena.PrivacyPortal",
    folder: product,
    // Those in a folder that is needed as a whole are there already.
    files: all.flatMap(core => core.files).filter(file => file.includes("*") || !needs.files.includes(`${dirname(file)}/*.cs`) || file.startsWith("!")),
    packages: ["DiffPlex", "Markdig", "Microsoft.EntityFrameworkCore.Sqlite", "NSec.Cryptography", "YamlDotNet"],
    items: `
    <Using Include="Microsoft.AspNetCore.Http" />
    <Using Include="Microsoft.Extensions.Configuration" />
    <InternalsVisibleTo Include="JoinArena.PrivacyPortal.Tests" />`,
  }));
  writeFileSync(join(output, "Tests", "Tests.csproj"), project({
    name: "JoinArena.PrivacyPortal.Tests",
    folder: tests,
    files: [...needs.tests, ...cores.flatMap(core => core.tests)],
    packages: ["CsCheck", "MailKit", "Microsoft.Extensions.TimeProvider.Testing", "Microsoft.NET.Test.Sdk", "Shouldly", "xunit",
      "xunit.runner.visualstudio"],
    items: `
    <Using Include="Shouldly" />
    <Using Include="Xunit" />
    <ProjectReference Include="../Cores/Cores.csproj" />
    <Content Include="${join(root, "policies")}/**" Link="policies/%(RecursiveDir)%(Filename)%(Extension)"
        CopyToOutputDirectory="PreserveNewest" />`,
  }));
  writeFileSync(join(output, "stryker-config.json"), JSON.stringify({
    "stryker-config": {
      project: "Cores.csproj",
      mutate: cores.flatMap(core => core.files).map(file => `**/${file}`),
      "coverage-analysis": "perTest",
      concurrency: 1,
      // A machine that does other things as well must not count as a test that has noticed.
      "additional-timeout": 60000,
      // The words of an exception are for developers, and mappings are for the database.
      "ignore-methods": ["*Exception.ctor", "Configure", "GetHashCode", "Require"],
      reporters: ["json"],
      thresholds: { high: 100, low: wanted, break: 0 },
    },
  }));
}

function project({ name, folder, files, packages, items }) {
  const at = file => join(folder, file);
  const included = files.filter(file => !file.startsWith("!")).map(at);
  const left = files.filter(file => file.startsWith("!")).map(file => at(file.slice(1)));
  return `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <AssemblyName>${name}</AssemblyName>
    <RootNamespace>${name}</RootNamespace>
    <DefineConstants>$(DefineConstants);MUTATION</DefineConstants>
    <NoWarn>$(NoWarn);CS1574;CS1591;CS8524</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />${packages.map(p => `
    <PackageReference Include="${p}" />`).join("")}
    <Compile Include="${[...new Set(included)].join(";")}" Exclude="${left.join(";")}" />${items}
  </ItemGroup>
</Project>
`;
}

function report() {
  const files = Object.entries(JSON.parse(readFileSync(join(output, "reports", "mutation-report.json"), "utf8")).files);
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
  // How a row is stored stands at the end of its class; tests with a database see that.
  const mapping = lines.findIndex(line => line.includes("IEntityTypeConfiguration<"));
  return mutants
    .filter(mutant => ["Killed", "Timeout", "Survived", "NoCoverage"].includes(mutant.status))
    .filter(mutant => mapping < 0 || mutant.location.start.line <= mapping)
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
