// Checks a receipt as somebody would who trusts nothing of the portal but its key: Ed25519 is Node's own, canonical JSON (RFC 8785) the public "canonicalize" library.
// Arguments: the receipt and the verifier key, as files. Prints one JSON line: the first check that fails (null where all hold), and what fails when any one bit of the
// receipt is turned, as a count for each check; "none" counts turned bits that nothing noticed.
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import canonicalize from "canonicalize";

const [receipt, vkey] = [readFileSync(process.argv[2]), readFileSync(process.argv[3], "utf8").trim()];
const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey);
const raw = Buffer.from(encoded, "base64");
// RFC 8410: what stands before the 32 bytes of an Ed25519 key.
const key = createPublicKey({ key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw.subarray(1)]), format: "der", type: "spki" });
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const failure = (bytes) => {
  let note;
  try {
    note = utf8.decode(bytes);
  } catch {
    return "encoding";
  }
  const parts = /^([^\n]+)\n\n— ([^ \n]+) ([A-Za-z0-9+/]+=*)\n$/.exec(note);
  if (!parts) return "form";
  const [, json, signer, base64] = parts;
  const signature = Buffer.from(base64, "base64");
  if (signature.length !== 68 || signature.toString("base64") !== base64) return "form";
  if (signer !== name || signature.subarray(0, 4).toString("hex") !== id) return "key";
  try {
    if (canonicalize(JSON.parse(json)) !== json) return "canonical";
  } catch {
    return "canonical";
  }
  return verify(null, Buffer.from(`${json}\n`), key, signature.subarray(4)) ? null : "signature";
};

const turned = {};
for (let at = 0; at < receipt.length; at++) {
  for (let bit = 1; bit < 256; bit <<= 1) {
    receipt[at] ^= bit;
    const found = failure(receipt) ?? "none";
    turned[found] = (turned[found] ?? 0) + 1;
    receipt[at] ^= bit;
  }
}
console.log(JSON.stringify({ failure: failure(receipt), bits: receipt.length * 8, turned }));
