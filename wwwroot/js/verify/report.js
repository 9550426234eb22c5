// The checks of a file, in order, each with its name and result.
import { Refusal } from "./bytes.js";

export class Report {
  checks = [];

  constructor(kind) {
    this.kind = kind;
  }

  get passed() {
    return this.checks.every(check => check.state === "pass" || check.state === "open");
  }

  /** Runs one check. It is skipped if a result that it needs from an earlier check is missing. */
  async check(name, needs, action) {
    if (needs.some(need => need === undefined)) {
      this.add(name, "skip", "skip");
      return undefined;
    }
    try {
      const { value, code = `${name}-pass`, named = [], state = "pass" } = await action();
      this.add(name, state, code, ...named);
      return value;
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.add(name, "fail", fault.code, ...fault.named);
      return undefined;
    }
  }

  add(name, state, code, ...named) {
    this.checks.push({ name, state, code, named });
  }
}
