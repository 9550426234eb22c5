// Canonical JSON (RFC 8785): one way to write a value, so that its bytes can be signed.
import { Refusal } from "./bytes.js";

const deepest = 64;

export function canonical(value, depth = 0) {
  if (depth > deepest) throw new Refusal("json-deep");
  if (Array.isArray(value)) return `[${value.map(v => canonical(v, depth + 1)).join(",")}]`;
  // Strings compare by UTF-16 code units, which is the order RFC 8785 asks for.
  if (value !== null && typeof value === "object")
    return `{${Object.keys(value).sort().map(name => `${text(name)}:${canonical(value[name], depth + 1)}`).join(",")}}`;
  return typeof value === "string" ? text(value) : literal(value);
}

/** The value, if its text is the canonical one. */
export function parseCanonical(json) {
  let value = null;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Refusal("json-broken");
  }
  const should = canonical(value);
  if (should === json) return value;
  throw new Refusal("json-not-canonical", firstDifference(json, should));
}

function text(string) {
  if (!string.isWellFormed()) throw new Refusal("json-surrogate");
  return JSON.stringify(string);
}

// ECMAScript's own writing of numbers is what RFC 8785 is made from; what is too large to be read has become Infinity.
function literal(value) {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Refusal("json-number");
  return JSON.stringify(value);
}

function firstDifference(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return String(at + 1);
}
