// The page /verify: checks the files that a person chooses and shows the results.
// Nothing is sent anywhere; the page's security policy forbids connections.
import { examine, maxBytes, recogniseText, refused } from "./examine.js";
import { canVerify, parseKey } from "./note.js";
import { Refusal, utf8 } from "./bytes.js";
import { outcome, verdict } from "./verdict.js";
import { say } from "./words.js";

const find = id => document.getElementById(id);
const input = find("verify-files");
const drop = find("verify-drop");
const pasted = find("verify-text");
const keys = find("verify-keys");
const results = find("verify-results");
const status = find("verify-status");
const clear = find("verify-clear");
const portalKeys = keys.defaultValue;
let files = [];
let lastRun = 0;

input.addEventListener("change", () => {
  take([...input.files]);
  input.value = "";
});
find("verify-paste").addEventListener("click", () => {
  if (pasted.value) takeText(pasted.value);
});
find("verify-keys-back").addEventListener("click", () => {
  keys.value = portalKeys;
  checkAll();
});
keys.addEventListener("input", () => checkAll());

clear.addEventListener("click", () => {
  files = [];
  checkAll();
  input.focus();
});

document.addEventListener("paste", event => {
  if (event.target.closest?.("textarea, input")) return;
  if (event.clipboardData.files.length) take([...event.clipboardData.files]);
  else if (event.clipboardData.getData("text")) takeText(event.clipboardData.getData("text"));
});

// Files can be dropped anywhere in the window; without this, a file dropped beside the field would replace the page.
addEventListener("dragover", event => {
  event.preventDefault();
  drop.classList.add("drop--over");
});
addEventListener("dragleave", event => {
  if (!event.relatedTarget) drop.classList.remove("drop--over");
});
addEventListener("drop", event => {
  event.preventDefault();
  drop.classList.remove("drop--over");
  take([...event.dataTransfer.files]);
});

// A form turns line ends into CR LF; signed texts have only LF.
const takeText = text => add([{ name: say("pasted"), bytes: utf8(text.replaceAll("\r\n", "\n")) }]);

async function take(chosen) {
  add(await Promise.all(chosen.map(read)));
}

async function read(file) {
  const bytes = file.size > maxBytes ? null : new Uint8Array(await file.arrayBuffer());
  return { name: file.name, bytes };
}

function add(more) {
  files = [...more, ...files.filter(old => !more.some(one => one.name === old.name))];
  return checkAll(more);
}

async function checkAll(fresh = files) {
  const run = ++lastRun;
  const reports = await examineAll(await trusted());
  // While a person types a key, a new run may start before this one ends.
  if (run !== lastRun) return;
  const own = keys.value.trim() !== portalKeys.trim();
  results.replaceChildren(...files.map((file, i) => verdict(file.name, reports[i], own)));
  clear.hidden = files.length === 0;
  const outcomes = files.map((file, i) => (fresh.includes(file) ? outcome(file.name, reports[i]) : ""));
  status.textContent = outcomes.join(" ").trim();
}

async function examineAll(trust) {
  const examineFile = (file, texts) => (file.bytes ? examine(file.bytes, trust, texts) : refused("too-large"));
  const once = texts => Promise.all(files.map(file => examineFile(file, texts)));
  const first = await once(new Set());
  const reports = await once(new Set(first.filter(r => r.kind === "unknown").map(r => r.digest)));
  const named = new Set(reports.map(r => r.policyText).filter(hash => hash));
  reports.forEach(report => recogniseText(report, named));
  return reports;
}

async function trusted() {
  const wrong = find("verify-keys-wrong");
  wrong.textContent = "";
  const read = [];
  for (const line of keys.value.split("\n").map(l => l.trim()).filter(l => l)) {
    try {
      read.push(await parseKey(line));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      wrong.textContent = say(fault.code, [line.slice(0, 40)]);
    }
  }
  keys.setAttribute("aria-invalid", String(wrong.textContent !== ""));
  return read;
}

const missing = await canVerify();
if (missing) {
  const note = find("verify-unable");
  note.querySelector("p").textContent = say(missing);
  note.hidden = false;
  drop.hidden = true;
} else {
  document.body.dataset.verify = "ready";
  if (input.files.length) take([...input.files]);
}
