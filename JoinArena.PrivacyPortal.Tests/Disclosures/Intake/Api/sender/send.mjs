// Sends one event as the CloudEvents SDK for JavaScript does by itself, in binary mode, and prints the answer.
// Arguments: the address of the portal, an API key, the event as JSON.
import { CloudEvent, emitterFor, HTTP, Mode } from "cloudevents";

const [, , portal, key, json, mode] = process.argv;
const send = async ({ headers, body }) => {
  const response = await fetch(`${portal}api/v1/disclosures`, {
    method: "POST",
    headers: { ...headers, Authorization: `Bearer ${key}` },
    body,
  });
  return `${headers["content-type"] ?? headers["Content-Type"]}\n${await response.text()}`;
};

const emit = mode === "structured" ? emitterFor(send, { binding: HTTP, mode: Mode.STRUCTURED }) : emitterFor(send);
console.log(await emit(new CloudEvent(JSON.parse(json))));
