// Checks an OpenAPI document with the rules that Redocly recommends, and prints what it finds, one line each.
// Argument: the document.
import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";

const config = await createConfig({
  extends: ["recommended"],
  rules: {
    // The portal is not published under a license.
    "info-license": "off",
    "no-invalid-media-type-examples": "error",
    "no-invalid-schema-examples": "error",
    "no-unused-components": "error",
  },
});
const found = await lintFromString({ source: readFileSync(process.argv[2], "utf8"), config });
for (const { severity, ruleId, message, location } of found)
  console.log(`${severity} ${ruleId} ${location[0]?.pointer}: ${message}`);
