// Bytes and their text forms, and the error that says what is wrong.

/** What is wrong: a code for which the page has a text, and the values for the placeholders of that text. */
export class Refusal extends Error {
  constructor(code, ...named) {
    super([code, ...named].join(" "));
    Object.assign(this, { code, named });
  }
}

export const utf8 = text => new TextEncoder().encode(text);

export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("not-utf8");
  }
}

export function toBase64(bytes) {
  return btoa(Array.from(bytes, b => String.fromCharCode(b)).join(""));
}

// atob accepts white space and unused bits at the end, but each value must have only one spelling.
export function fromBase64(text) {
  let raw = null;
  try {
    raw = atob(text);
  } catch {
    throw new Refusal("not-base64");
  }
  if (btoa(raw) !== text) throw new Refusal("not-base64");
  return Uint8Array.from(raw, c => c.charCodeAt(0));
}

export const toHex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("");

export function concat(...parts) {
  const all = new Uint8Array(parts.reduce((length, p) => length + p.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

export const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

export async function hmacSha256(key, message) {
  const secret = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", secret, message));
}

/** A whole number in the notation of the formats: no sign, no leading zero, below 2^63. */
export function decimal(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text) || BigInt(text) >= 1n << 63n) throw new Refusal("not-a-number", text);
  return BigInt(text);
}
