// A receiver as a party would write it in another language: it checks each call with the public Standard Webhooks library, and says what it saw, one JSON line each.
// Arguments: whsec_… Answers 204 to what it believes and 401 to what it does not; POST /answer {"status":503,"headers":{},"times":2} changes the next answers,
// POST /clock {"offset":86400000} moves its idea of now, and POST /secret {"secret":"whsec_…"} changes what it checks with.
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
  if (request.url === "/answer") return Object.assign(control, { answer: JSON.parse(body), times: JSON.parse(body).times ?? 1 }), done(204);
  if (request.url === "/clock") return (offset = JSON.parse(body).offset), done(204);
  if (request.url === "/secret") return (control.secret = JSON.parse(body).secret), done(204);

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
  console.log(JSON.stringify({ path: request.url, id: request.headers["webhook-id"], contentType: request.headers["content-type"], verified: !fault, fault, status, body }));
  done(status, headers);
});

server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
// The test that started it holds its input open: it ends with it.
process.stdin.on("end", () => process.exit(0)).resume();
