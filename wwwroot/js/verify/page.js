// /verify: takes files from the person and shows what they hold. Nothing is sent anywhere; the page's own policy forbids it.
import { examine, largest, recogniseText, refused } from "./examine.js";
import { canVerify, parseKey } from "./note.js";
import { Refusal, utf8 } from "./bytes.js";
import { outcome, verdict } from "./verdict.js";
import { say } from "./words.js";

const find = id => document.getElementById(id);
const [input, drop, pasted, keys, results, told] = ["verify-files", "verify-drop", "verify-text", "verify-keys", "verify-results", "verify-told"].map(find);
const given = keys.defaultValue;
let files = [];
let turn = 0;

input.addEventListener("change", () => {
  take([...input.files]);
  input.value = "";
});
find("verify-paste").addEventListener("click", () => {
  if (pasted.value) takeText(pasted.value);
});
find("verify-keys-back").addEventListener("click", () => {
  keys.value = given;
  checkAll();
});
keys.addEventListener("input", () => checkAll());

document.addEventListener("paste", event => {
  if (event.target.closest?.("textarea, input")) return;
  if (event.clipboardData.files.length) take([...event.clipboardData.files]);
  else if (event.clipboardData.getData("text")) takeText(event.clipboardData.getData("text"));
});

// The whole window takes a drop: a file that misses the field would otherwise replace the page.
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

// A form turns line ends into CR LF; what was signed has none.
const takeText = text => add([{ name: say("pasted"), bytes: utf8(text.replaceAll("\r\n", "\n")) }]);

async function take(chosen) {
  add(await Promise.all(chosen.map(async file => ({ name: file.name, bytes: file.size > largest ? null : new Uint8Array(await file.arrayBuffer()) }))));
}

function add(more) {
  files = [...more, ...files.filter(old => !more.some(one => one.name === old.name))];
  return checkAll(more);
}

async function checkAll(fresh = files) {
  const mine = ++turn;
  const reports = await examineAll(await trusted());
  // Somebody who types a key asks again before the last answer is there.
  if (mine !== turn) return;
  results.replaceChildren(...files.map((file, i) => verdict(file.name, reports[i])));
  told.textContent = files.map((file, i) => fresh.includes(file) ? outcome(file.name, reports[i]) : "").join(" ").trim();
}

async function examineAll(trust) {
  const once = texts => Promise.all(files.map(file => file.bytes ? examine(file.bytes, trust, texts) : refused("too-large")));
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
