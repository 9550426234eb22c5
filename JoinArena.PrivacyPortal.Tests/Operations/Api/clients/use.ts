// A platform that talks to the portal with types that were generated from its description. It prints one line for each
// thing that it was told. Arguments: the address of the portal, an API key.
import createClient from "openapi-fetch";
import type { components, paths, webhooks } from "./api.js";

const [, , baseUrl, key] = process.argv;
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });
const say = (what: string, value: unknown) => console.log(`${what} ${JSON.stringify(value)}`);

const worker = await client.PUT("/api/v1/workers/{workerId}", {
  params: { path: { workerId: "w-ts" } },
  body: { email: "ts@people.example", name: "Ana", jurisdiction: "PT", locale: "pt-PT", timeZone: "Europe/Lisbon" },
});
say("worker", worker.data?.isNew);

// Without a connector, as the description allows.
const party = await client.PUT("/api/v1/parties/{partyId}", {
  params: { path: { partyId: "ts-llm" } },
  body: { name: "TS LLM", kind: "llm-provider" },
});
say("party", party.data?.id);
const read = await client.GET("/api/v1/parties/{partyId}", { params: { path: { partyId: "ts-llm" } } });
say("connector", read.data?.connector?.type);

const disclosure: components["schemas"]["DisclosureEvent"] = {
  specversion: "1.0",
  id: "ts-1",
  source: "/ts",
  type: "com.joinarena.disclosure.v1",
  time: "2026-11-20T10:15:00Z",
  data: {
    workerId: "w-ts",
    partyId: "ts-llm",
    direction: "disclosed",
    purpose: "candidate-evaluation",
    items: [{ id: "rec-1", category: "interview-recording" }],
  },
};
const retraction: components["schemas"]["RetractionEvent"] = {
  specversion: "1.0",
  id: "ts-2",
  source: "/ts",
  type: "com.joinarena.disclosure.retracted.v1",
  time: "2026-11-21T10:15:00Z",
  data: { workerId: "w-ts", refersTo: { id: "ts-1" } },
};
const report = await client.POST("/api/v1/disclosures", {
  headers: { "Content-Type": "application/cloudevents-batch+json" },
  body: [disclosure, retraction],
});
say("accepted", report.data?.accepted);

// @ts-expect-error A purpose that does not exist does not compile.
disclosure.data.purpose = "marketing";
const refused = await client.POST("/api/v1/disclosures", {
  headers: { "Content-Type": "application/cloudevents-batch+json" },
  body: [{ ...disclosure, id: "ts-3" }],
});
say("rejected", refused.data?.rejected[0]?.problem.errors?.[0]?.pointer);

const wrong = await client.PUT("/api/v1/workers/{workerId}", {
  params: { path: { workerId: "w-ts" } },
  body: { email: "nobody", name: "Ana", jurisdiction: "PT" },
});
say("problem", [wrong.error?.status, wrong.error?.errors?.map((error) => error.pointer)]);

const erasures = await client.GET("/api/v1/erasures", { params: { query: { party: "ts-llm", state: "pending" } } });
say("erasures", erasures.data?.erasures.length);
const missing = await client.POST("/api/v1/erasures/{taskId}/outcome", {
  params: { path: { taskId: "00000000-0000-7000-8000-000000000000" } },
  body: { outcome: "retained", ground: "gdpr-legal-claims", until: "2035-12-31" },
});
say("missing", missing.error?.title);

// What the portal sends is typed too.
type Requested = webhooks["erasureRequested"]["post"]["requestBody"]["content"]["application/cloudevents+json"];
const answer = (event: Requested): string | undefined => event.data.outcomeUrl ?? undefined;
say("webhook", typeof answer);
