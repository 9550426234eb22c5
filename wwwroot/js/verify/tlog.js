// The formats of a transparency log: checkpoints (C2SP tlog-checkpoint), proofs (C2SP tlog-proof), hashes (RFC 6962).
import { Refusal, concat, decimal, fromBase64, hmacSha256, sha256, textOf, toBase64, utf8 } from "./bytes.js";
import { canonical, parseCanonical } from "./canonical.js";

export const proofHeader = "c2sp.org/tlog-proof@v1";
const commitmentKey = utf8("joinarena-privacy-portal/commitment/v1");
const maxHashes = 63;

/** Reads the name, the size and the root hash from a signed checkpoint. */
export function parseCheckpoint(text) {
  const lines = text.split("\n");
  const endsWithNewline = lines.pop() === "";
  if (lines.length < 3 || !endsWithNewline || lines.some(line => line === "")) throw new Refusal("checkpoint-form");
  const [origin, size, root] = lines;
  return { origin, size: decimal(size), root: hash(root) };
}

/** Reads a proof file. Its checkpoint is returned as the bytes of a note. */
export function parseProof(bytes) {
  const whole = textOf(bytes);
  const split = whole.indexOf("\n\n");
  if (split < 0) throw new Refusal("proof-form");
  const lines = whole.slice(0, split).split("\n");
  if (lines.shift() !== proofHeader) throw new Refusal("proof-form");
  const extra = lines[0]?.startsWith("extra ") ? fromBase64(lines.shift().slice(6)) : null;
  const index = lines.shift();
  if (!index?.startsWith("index ")) throw new Refusal("proof-form");
  if (lines.length > maxHashes) throw new Refusal("proof-form");
  return { extra, index: decimal(index.slice(6)), hashes: lines.map(hash), checkpoint: utf8(whole.slice(split + 2)) };
}

function hash(text) {
  const bytes = fromBase64(text);
  if (bytes.length !== 32) throw new Refusal("not-a-hash");
  return bytes;
}

/** Reads what the leaf is computed from: the record, and the salt unless the record is public. */
export function parseExtra(bytes) {
  const { record, salt, ...rest } = parseCanonical(textOf(bytes)) ?? {};
  const isObject = typeof record === "object" && record !== null && !Array.isArray(record);
  if (!isObject || Object.keys(rest).length) throw new Refusal("extra-form");
  if (salt === undefined) return { record, salt: null };
  if (typeof salt !== "string") throw new Refusal("extra-form");
  return { record, salt: hash(salt) };
}

export const commitment = (salt, recordText, key = commitmentKey) => hmacSha256(key, concat(salt, utf8(recordText)));

/** The leaf's text: a commitment that reveals nothing without the salt, or the public record itself. */
export async function leafOf({ record, salt }) {
  const text = canonical(record);
  return salt ? `{"c":"${toBase64(await commitment(salt, text))}","v":1}` : text;
}

export const leafHash = data => sha256(concat(Uint8Array.of(0), data));
const nodeHash = (left, right) => sha256(concat(Uint8Array.of(1), left, right));

/** The root that a leaf and its proof lead to (RFC 9162 2.1.3.2); null if no tree of this size has such a proof. */
export async function rootOf(index, size, leaf, hashes) {
  if (index >= size) return null;
  let [at, last, root] = [index, size - 1n, leaf];
  for (const sibling of hashes) {
    if (last === 0n) return null;
    if (at & 1n || at === last) {
      root = await nodeHash(sibling, root);
      while (!(at & 1n) && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else {
      root = await nodeHash(root, sibling);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n ? root : null;
}
