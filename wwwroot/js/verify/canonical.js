// Canonical JSON (RFC 8785): each value has exactly one text, so its bytes can be signed.
import { Refusal } from "./bytes.js";

const maxDepth = 64;

export function canonical(value, depth = 0) {
  if (depth > maxDepth) throw new Refusal("json-deep");
  if (Array.isArray(value)) return `[${value.map(v => canonical(v, depth + 1)).join(",")}]`;
  // Strings compare by UTF-16 code units, which is the order RFC 8785 asks for.
  if (value !== null && typeof value === "object") {
    const members = Object.keys(value).sort().map(name => `${text(name)}:${canonical(value[name], depth + 1)}`);
    return `{${members.join(",")}}`;
  }
  return typeof value === "string" ? text(value) : literal(value);
}

/** Parses JSON, and accepts it only in canonical form. */
export function parseCanonical(json) {
  let value = null;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Refusal("json-broken");
  }
  const expected = canonical(value);
  if (expected === json) return value;
  throw new Refusal("json-not-canonical", firstDifference(json, expected));
}

function text(string) {
  if (!string.isWellFormed()) throw new Refusal("json-surrogate");
  return JSON.stringify(string);
}

// RFC 8785 writes numbers as ECMAScript does. JSON.parse has turned a number that is too large into Infinity.
function literal(value) {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Refusal("json-number");
  return JSON.stringify(value);
}

function firstDifference(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return String(at + 1);
}
