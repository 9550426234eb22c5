// Puts a file to every check that its kind knows.
import { sha256, toHex } from "./bytes.js";
import { examineProof } from "./proof.js";
import { Report } from "./report.js";
import { examineCheckpoint, examineStatement } from "./statement.js";
import { proofHeader } from "./tlog.js";

/** More than any receipt, certificate, proof or policy text. */
export const largest = 1 << 20;

const examiners = { statement: examineStatement, checkpoint: examineCheckpoint, proof: examineProof };

/**
 * @param bytes the file
 * @param keys verifier keys that are trusted, as parseKey reads them
 * @param texts SHA-256 (hexadecimal) of other files at hand: one may be the policy text that this one names
 */
export async function examine(bytes, keys, texts = new Set()) {
  if (bytes.length > largest) return refused("too-large");
  const kind = kindOf(bytes);
  const report = kind ? new Report(kind) : refused(bytes.length ? "kind-unknown" : "kind-empty");
  report.digest = toHex(await sha256(bytes));
  if (!kind) return report;
  report.add("kind", "pass", `kind-${kind}`);
  await examiners[kind](report, bytes, keys, texts);
  return report;
}

export function refused(code) {
  const report = new Report("unknown");
  report.add("kind", "fail", code);
  return report;
}

/** A file that is nothing by itself may be the policy text that another file names. */
export function recogniseText(report, named) {
  if (report.kind !== "unknown" || !named.has(report.digest)) return;
  report.kind = "text";
  report.checks = [];
  report.add("kind", "pass", "kind-text", report.digest);
}

function kindOf(bytes) {
  const start = new TextDecoder().decode(bytes);
  if (start.startsWith(`${proofHeader}\n`)) return "proof";
  if (start.startsWith("{")) return "statement";
  return /^[^\n]+\n[0-9]+\n[^\n]+\n/.test(start) ? "checkpoint" : null;
}
