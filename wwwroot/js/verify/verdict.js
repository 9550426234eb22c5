// Shows the result of one file. Content from a file is set as text, never as markup.
import { has, languageName, moment, say } from "./words.js";

const template = document.getElementById("verdict");
const tones = { good: "good", text: "good", bad: "bad", unknown: "wait" };
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** @param own Whether the reader uses other keys than the portal's. */
export function verdict(name, report, own) {
  const item = template.content.firstElementChild.cloneNode(true);
  const part = which => item.querySelector(`[data-part=${which}]`);
  part("name").textContent = name;
  const code = verdictCode(report);
  setTag(part("tag"), tones[code], say(`verdict-${code}`));
  part("plain").textContent = say(own && has(`plain-${code}-own`) ? `plain-${code}-own` : `plain-${code}`);
  const sentence = claim(report);
  part("claim").hidden = !sentence;
  part("claim").textContent = sentence && say(report.passed ? "proves" : "claims", [sentence]);
  // What failed is never folded away.
  const failed = report.checks.find(check => check.state === "fail");
  part("why").hidden = !failed;
  part("why").textContent = failed ? say("why", [say(failed.code, failed.named)]) : "";
  part("checks").append(...report.checks.map(check => line(part("check"), check)));
  part("all").hidden = !report.fields;
  if (report.fields) part("facts").append(...facts(report.fields));
  return item;
}

function verdictCode(report) {
  if (report.kind === "text" || report.kind === "unknown") return report.kind;
  return report.passed ? "good" : "bad";
}

/** The result of one file in a sentence, for screen readers. */
export function outcome(name, report) {
  if (report.kind === "unknown") return say("outcome-unknown", [name]);
  return say(report.passed ? "outcome-good" : "outcome-bad", [name, failures(report)]);
}

const failures = report => report.checks.filter(c => c.state === "fail").map(c => say(`check-${c.name}`)).join(", ");

function line(template, check) {
  const item = template.content.firstElementChild.cloneNode(true);
  const part = which => item.querySelector(`[data-part=${which}]`);
  item.classList.add(`checks__${check.state}`);
  part("state").textContent = say(`state-${check.state}`);
  part("check-name").textContent = say(`check-${check.name}`);
  part("detail").textContent = say(check.code, check.named);
  return item;
}

function setTag(tag, tone, text) {
  tag.classList.add(`tag--${tone}`);
  tag.textContent = text;
}

// What the file says, in a sentence; empty if the file has no fields.
function claim(report) {
  if (!report.fields) return "";
  const code = `says-${report.type ?? report.kind}`;
  return say(has(code) ? code : "says-other", readable(report.fields));
}

function readable(value) {
  if (Array.isArray(value)) return value.map(readable).join(", ");
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value);
    return Object.fromEntries(members.map(([name, v]) => [name, name === "language" ? languageName(v) : readable(v)]));
  }
  return typeof value === "string" && instant.test(value) ? moment(value) : String(value);
}

function facts(fields) {
  return Object.entries(fields).flatMap(([name, value]) => {
    const term = document.createElement("dt");
    const detail = document.createElement("dd");
    term.textContent = name;
    detail.textContent = typeof value === "string" ? value : JSON.stringify(value, null, 1);
    return [term, detail];
  });
}
