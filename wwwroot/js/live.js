// Connects a page with islands to the portal, and says so when that does not work.
// The connection is a WebSocket from the start: one request, which any of several nodes can take. SignalR's negotiation
// is a request before it, which a load balancer without sticky sessions sends to another node.
const patience = 10_000;
// Where WebSockets are blocked, the pages that are opened next in this tab negotiate another way.
const blocked = "websockets-blocked";
const negotiates = sessionStorage.getItem(blocked) !== null;
const webSockets = 1;
const notice = document.getElementById("not-live");

// The live parts speak the language that the page was rendered in.
const hub = `_blazor?lang=${document.documentElement.lang}`;

Blazor.start({
  circuit: {
    configureSignalR: connection => {
      if (negotiates) connection.withUrl(hub);
      else connection.withUrl(hub, { skipNegotiation: true, transport: webSockets });
    },
    circuitHandlers: [{ onCircuitOpened: () => { notice.hidden = true; } }],
  },
});
setTimeout(tellIfNotLive, patience);

function tellIfNotLive() {
  if (!document.querySelector("[data-interactive=false]")) return;
  sessionStorage.setItem(blocked, "");
  document.querySelector("main").prepend(notice);
  notice.hidden = false;
}
