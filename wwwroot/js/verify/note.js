// Signed notes (C2SP signed-note) and cosignatures (C2SP tlog-cosignature), with the browser's own Ed25519.
import { Refusal, concat, fromBase64, sha256, textOf, toHex, utf8 } from "./bytes.js";

const signatureType = 1;
const cosignatureType = 4;
const maxSignatures = 100;

/** Reads a key in the form `name+id+base64`; the id must match the name and the key. */
export async function parseKey(line) {
  const [name, id, encoded, ...rest] = splitKey(line);
  if (!isName(name) || rest.length || !/^[0-9a-f]{8}$/.test(id)) throw new Refusal("key-form");
  const [type, ...bytes] = fromKeyBase64(encoded);
  if (type !== signatureType && type !== cosignatureType) throw new Refusal("key-type", name);
  if (bytes.length !== 32) throw new Refusal("key-length", name);
  const publicKey = Uint8Array.from(bytes);
  if (await keyId(name, type, publicKey) !== id) throw new Refusal("key-id", name);
  return { name, id, type, publicKey, line };
}

// Base64 may contain plus signs, so only the first two are separators.
function splitKey(line) {
  const [name, id, ...encoded] = line.split("+");
  return encoded.length ? [name, id, encoded.join("+")] : [];
}

function fromKeyBase64(encoded) {
  try {
    return fromBase64(encoded);
  } catch {
    throw new Refusal("key-form");
  }
}

async function keyId(name, type, publicKey) {
  return toHex((await sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey))).slice(0, 4));
}

const isName = name => name && !/[\s+\u0085]/u.test(name);

/** Splits a note into the signed text and the signatures. It does not verify the signatures. */
export function parseNote(bytes) {
  const whole = textOf(bytes);
  if (/[\0-\x09\x0b-\x1f]/.test(whole)) throw new Refusal("note-control");
  const split = whole.lastIndexOf("\n\n");
  if (split < 0) throw new Refusal("note-unsigned");
  const lines = whole.slice(split + 2).split("\n");
  if (lines.pop() !== "") throw new Refusal("note-end");
  if (!lines.length) throw new Refusal("note-unsigned");
  if (lines.length > maxSignatures) throw new Refusal("note-many");
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line) {
  const found = /^\u2014 (\S+) (\S+)$/u.exec(line);
  if (!found || !isName(found[1])) throw new Refusal("note-line");
  let bytes = null;
  try {
    bytes = fromBase64(found[2]);
  } catch {
    throw new Refusal("note-line");
  }
  if (bytes.length < 5) throw new Refusal("note-line");
  return { name: found[1], id: toHex(bytes.slice(0, 4)), bytes: bytes.slice(4) };
}

/** The signatures of the note by these keys, each with its key. Only the first signature by a key counts. */
export function signaturesBy(note, keys) {
  const seen = new Set();
  return note.signatures.flatMap(signature => {
    const key = keys.find(k => k.name === signature.name && k.id === signature.id);
    if (!key || seen.has(key)) return [];
    seen.add(key);
    return [{ key, ...signature }];
  });
}

export const isCosignature = signature => signature.key.type === cosignatureType;

/** Verifies one signature. Returns the time of a cosignature, and null for other signatures. */
export async function verify(note, { key, bytes, name }) {
  const [message, signature, time] =
    key.type === cosignatureType ? splitCosignature(note, bytes, name) : [utf8(note.text), bytes, null];
  if (signature.length !== 64) throw new Refusal("signature-bad", name);
  const imported = await crypto.subtle.importKey("raw", key.publicKey, { name: "Ed25519" }, false, ["verify"]);
  const isValid = await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
  if (!isValid) throw new Refusal("signature-bad", name);
  return time;
}

function splitCosignature(note, bytes, name) {
  if (bytes.length !== 72) throw new Refusal("signature-bad", name);
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  return [utf8(`cosignature/v1\ntime ${time}\n${note.text}`), bytes.slice(8), time];
}

/** Null if this browser can verify Ed25519 signatures, or why not. Uses RFC 8032's first test, whose message is empty. */
export async function canVerify() {
  if (!globalThis.crypto?.subtle) return "no-crypto";
  const publicKey = fromBase64("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
  const signature = fromBase64("5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==");
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, key, signature, new Uint8Array()) ? null : "no-ed25519";
  } catch {
    return "no-ed25519";
  }
}

