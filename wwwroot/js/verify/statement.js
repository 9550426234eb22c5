// Checks what the portal signs: receipts and certificates in canonical JSON, and checkpoints.
import { Refusal } from "./bytes.js";
import { parseCanonical } from "./canonical.js";
import { isCosignature, parseNote, signaturesBy, verify } from "./note.js";
import { parseCheckpoint } from "./tlog.js";

const hex64 = /^[0-9a-f]{64}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const isText = value => typeof value === "string" && value !== "";
const isInstant = value => isText(value) && instant.test(value) && !Number.isNaN(Date.parse(value));

// The required fields of each type of statement, each with the check of its value.
const common = { id: isText, issuedAt: isInstant };
const policy = {
  "policy.id": isText,
  "policy.version": isText,
  "policy.language": isText,
  "policy.sha256": value => hex64.test(value),
};
const decision = { ...common, worker: isText, clause: isText, decidedAt: isInstant, ...policy };
const required = {
  "acceptance-receipt": {
    ...common,
    acceptedAt: isInstant,
    ...policy,
  },
  "use-stop-receipt": decision,
  "use-resume-receipt": decision,
  "interview-notice-receipt": { ...common, worker: isText, interview: isText, readAt: isInstant, "notice.version": isText },
  "deletion-certificate": { ...common, number: isText, worker: isText, state: isText, endedAt: isInstant },
};

export async function examineStatement(report, bytes, keys, texts) {
  const note = await checkForm(report, bytes);
  await checkSigner(report, note, keys);
  const statement = await report.check("canonical", [note], () => ({ value: parseCanonical(note.text.slice(0, -1)) }));
  const read = await report.check("fields", [statement], () => ({ value: fieldsOf(statement), named: [statement.type] }));
  if (read === undefined) return;
  Object.assign(report, { type: read.type, fields: read });
  if (read.policy) checkText(report, read.policy.sha256, texts);
}

export async function examineCheckpoint(report, bytes, keys) {
  const note = await checkForm(report, bytes);
  const checkpoint = await report.check("checkpoint", [note], () => checkpointOf(note));
  await checkSigner(report, note, keys, checkpoint?.origin);
  await checkWitnesses(report, note, keys);
  if (checkpoint) report.fields = { origin: checkpoint.origin, size: String(checkpoint.size) };
}

export function checkpointOf(note) {
  const checkpoint = parseCheckpoint(note.text);
  return { value: checkpoint, named: [checkpoint.origin, String(checkpoint.size)] };
}

export const checkForm = (report, bytes) => report.check("form", [bytes], () => ({ value: parseNote(bytes) }));

/** Checks who signed and whether the signature is valid. A log signs with a key of its own name. */
export async function checkSigner(report, note, keys, origin) {
  const known = await report.check("key", [note], () => {
    const isLogs = signature => origin === undefined || signature.name === origin;
    const found = signaturesBy(note, keys).filter(signature => !isCosignature(signature) && isLogs(signature));
    if (!found.length) throw new Refusal(...unknownKey(note, keys, origin));
    return { value: found, named: [found[0].name, found[0].id] };
  });
  await report.check("signature", [known], async () => {
    for (const signature of known) await verify(note, signature);
    return { value: true, named: [known[0].name] };
  });
}

function unknownKey(note, keys, origin) {
  if (!keys.length) return ["key-none"];
  if (origin !== undefined && !keys.some(key => key.name === origin)) return ["key-other-log", origin];
  return ["key-unknown", note.signatures.map(s => `${s.name} (${s.id})`).join(", ")];
}

export async function checkWitnesses(report, note, keys) {
  if (note === undefined) return;
  const known = signaturesBy(note, keys).filter(isCosignature);
  await report.check("witnesses", [], async () => {
    const seen = [];
    for (const signature of known) {
      const seconds = Number(await verify(note, signature));
      seen.push(`${signature.name} (${new Date(seconds * 1000).toISOString()})`);
    }
    if (seen.length) return { named: [seen.join(", ")] };
    return { state: "open", code: note.signatures.length > 1 ? "witnesses-unknown" : "witnesses-none" };
  });
}

/** Checks whether one of the other files is the policy text that the statement names. */
export function checkText(report, sha256, texts) {
  report.policyText = sha256;
  if (texts.has(sha256)) report.add("text", "pass", "text-pass");
  else report.add("text", "open", "text-open", sha256);
}

function fieldsOf(statement) {
  const rules = required[statement?.type];
  if (!rules) throw new Refusal("type-unknown", String(statement?.type));
  for (const [path, holds] of Object.entries(rules)) {
    const value = path.split(".").reduce((at, name) => at?.[name], statement);
    if (value === undefined) throw new Refusal("field-missing", path);
    if (!holds(value)) throw new Refusal("field-wrong", path);
  }
  return statement;
}
