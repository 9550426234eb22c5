using System.Net.Http.Headers;
using System.Net.Mime;
using JoinArena.PrivacyPortal.Data.Outbox;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// Brings one signed message to one endpoint, and says in a <see cref="OutboxHandlerException"/> what a failure means.
/// </summary>
public sealed class WebhookSender(OutboundHttp http, EndpointCircuitBreaker circuit, TimeProvider clock)
{
    /// <summary>What an endpoint that asks for less without saying how much less gets.</summary>
    private static readonly TimeSpan s_slower = TimeSpan.FromSeconds(30);

    /// <summary>Delivers it: any answer from 200 to 299 means that the endpoint has it.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">The same at each try.</param>
    /// <param name="body">A CloudEvent in JSON.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="OutboxHandlerException">It was not delivered.</exception>
    public async Task DeliverAsync(WebhookAddress to, string id, byte[] body, CancellationToken ct)
    {
        await circuit.EnterAsync(to.Key, to.Url, ct);
        if (!Uri.TryCreate(to.Url, UriKind.Absolute, out var url))
            throw OutboxHandlerException.Final("address-refused");

        OutboundResponse answer;
        try
        {
            using var content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new("application/cloudevents+json", "utf-8") },
            };
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            WebhookSignature.Sign(request, id, clock.GetUtcNow(), body, to.Secrets);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Application.Json));
            answer = await http.SendAsync(request, ct);
        }
        catch (OutboundHttpException fault)
        {
            throw OutboxHandlerException.Failed(fault.Kind, await circuit.ReportFailureAsync(to.Key, to.Url, null, ct));
        }

        if (answer.IsSuccess)
        {
            await circuit.ReportSuccessAsync(to.Key, ct);
        }
        else if (answer.Status is StatusCodes.Status410Gone)
        {
            await circuit.ReportGoneAsync(to.Key, to.Url, ct);
            throw OutboxHandlerException.Final("http-410");
        }
        else
        {
            throw await RefusedAsync(to, answer, ct);
        }
    }

    private async Task<OutboxHandlerException> RefusedAsync(
        WebhookAddress to,
        OutboundResponse answer,
        CancellationToken ct
    ) =>
        OutboxHandlerException.Failed(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http-{answer.Status}"),
            await circuit.ReportFailureAsync(to.Key, to.Url, GetRetryDelay(answer), ct)
        );

    /// <summary>How long an answer asks us to wait.</summary>
    internal TimeSpan? GetRetryDelay(OutboundResponse answer) =>
        answer switch
        {
            { RetryAfter.Delta: { } delta } => delta,
            { RetryAfter.Date: { } date } => date - clock.GetUtcNow(),
            {
                Status: StatusCodes.Status429TooManyRequests
                    or StatusCodes.Status502BadGateway
                    or StatusCodes.Status504GatewayTimeout
            } => s_slower,
            _ => null,
        };
}
