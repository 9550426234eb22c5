// Generates the types of a client from an OpenAPI document.
// Arguments: the document, the file to write.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const [, , document, file] = process.argv;
writeFileSync(file, astToString(await openapiTS(readFileSync(document, "utf8"))));
