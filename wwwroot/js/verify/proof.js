// Checks a proof that an event is in the log: its record, the leaf, and the hashes from the leaf to the signed root.
import { Refusal, equal, toHex, utf8 } from "./bytes.js";
import { checkSigner, checkText, checkWitnesses, checkpointOf } from "./statement.js";
import { parseNote } from "./note.js";
import { leafHash, leafOf, parseExtra, parseProof, rootOf } from "./tlog.js";

export async function examineProof(report, bytes, keys, texts) {
  const proof = await report.check("form", [], () => ({ value: parseProof(bytes), code: "proof-pass" }));
  const note = await report.check("checkpoint-note", [proof], () => ({ value: parseNote(proof.checkpoint) }));
  const checkpoint = await report.check("checkpoint", [note], () => checkpointOf(note));
  await checkSigner(report, note, keys, checkpoint?.origin);
  const extra = await report.check("record", [proof], () => {
    if (!proof.extra) throw new Refusal("record-none");
    return { value: parseExtra(proof.extra) };
  });
  const leaf = await report.check("leaf", [extra], async () => {
    const text = await leafOf(extra);
    return { value: await leafHash(utf8(text)), code: extra.salt ? "leaf-pass" : "leaf-public", named: [text] };
  });
  await report.check("inclusion", [leaf, checkpoint], async () => {
    const root = await rootOf(proof.index, checkpoint.size, leaf, proof.hashes);
    if (root === null) throw new Refusal("inclusion-shape", String(proof.index), String(checkpoint.size));
    if (!equal(root, checkpoint.root)) throw new Refusal("inclusion-root", toHex(root).slice(0, 16));
    return { value: true, named: [String(proof.index), String(checkpoint.size)] };
  });
  await checkWitnesses(report, note, keys);
  if (!extra) return;
  Object.assign(report, { type: extra.record.kind, fields: extra.record });
  const { policy, sha256 } = extra.record;
  if (typeof policy === "string" && typeof sha256 === "string") checkText(report, sha256, texts);
}
