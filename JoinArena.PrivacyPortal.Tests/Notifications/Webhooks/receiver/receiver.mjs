// A receiver as a party would write it in another language. It verifies each call with the public Standard Webhooks
// library and prints what it received, one line of JSON for each call.
// Argument: the secret, whsec_… The receiver answers 204 to a valid call and 401 to any other.
// POST /answer {"status":503,"headers":{},"times":2} changes the next answers to valid calls.
// POST /clock {"offset":86400000} moves the receiver's clock, in milliseconds.
// POST /secret {"secret":"whsec_…"} changes the secret.
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const control = { answer: null, times: 0, secret: process.argv[2] };
const now = Date.now;
let offset = 0;
Date.now = () => now() + offset;

const bodyOf = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};

const server = createServer(async (request, response) => {
  const body = await bodyOf(request);
  const done = (status, headers = {}) => response.writeHead(status, headers).end();
  if (request.url === "/answer") {
    control.answer = JSON.parse(body);
    control.times = control.answer.times ?? 1;
    return done(204);
  }
  if (request.url === "/clock") {
    offset = JSON.parse(body).offset;
    return done(204);
  }
  if (request.url === "/secret") {
    control.secret = JSON.parse(body).secret;
    return done(204);
  }

  let fault = null;
  try {
    new Webhook(control.secret).verify(body, request.headers);
  } catch (error) {
    fault = error.message;
  }

  let { status, headers } = { status: fault ? 401 : 204, headers: {} };
  if (!fault && control.times > 0) {
    control.times--;
    status = control.answer.status;
    headers = control.answer.headers ?? {};
  }
  const call = {
    path: request.url,
    id: request.headers["webhook-id"],
    contentType: request.headers["content-type"],
    verified: !fault,
    fault,
    status,
    body,
  };
  console.log(JSON.stringify(call));
  done(status, headers);
});

server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
// The test keeps the input open; when the test ends, the input ends and the receiver stops.
process.stdin.on("end", () => process.exit(0)).resume();
