// Runs all checks for a file of its type.
import { sha256, toHex } from "./bytes.js";
import { examineProof } from "./proof.js";
import { Report } from "./report.js";
import { examineCheckpoint, examineStatement } from "./statement.js";
import { proofHeader } from "./tlog.js";

/** The largest file to check, in bytes. Receipts, certificates, proofs and policy texts are smaller. */
export const maxBytes = 1 << 20;

const examiners = { statement: examineStatement, checkpoint: examineCheckpoint, proof: examineProof };

/**
 * @param bytes the content of the file
 * @param keys the trusted verifier keys, as parseKey returns them
 * @param texts the SHA-256 hashes (hexadecimal) of the other files: one may be the policy text that this file names
 */
export async function examine(bytes, keys, texts = new Set()) {
  if (bytes.length > maxBytes) return refused("too-large");
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

/** Marks a file of unknown type as the policy text that another file names, if its hash matches. */
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
