using System.Net.Http.Headers;
using System.Net.Mime;
using JoinArena.PrivacyPortal.Data.Outbox;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// Sends one signed message to one endpoint. A failure is thrown as an <see cref="OutboxHandlerException"/> that says
/// what it means for the job.
/// </summary>
public sealed class WebhookSender(OutboundHttp http, EndpointCircuitBreaker circuit, TimeProvider clock)
{
    /// <summary>The pause for an endpoint that is overloaded but does not say how long to wait.</summary>
    private static readonly TimeSpan s_defaultPause = TimeSpan.FromSeconds(30);

    /// <summary>Delivers the message. Any status from 200 to 299 means that the endpoint has received it.</summary>
    /// <param name="to">Where to send it.</param>
    /// <param name="id">The message's id, the same at each try.</param>
    /// <param name="body">A CloudEvent in JSON.</param>
    /// <exception cref="OutboxHandlerException">The message was not delivered.</exception>
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
            throw await CreateFailureAsync(to, answer, ct);
        }
    }

    private async Task<OutboxHandlerException> CreateFailureAsync(
        WebhookAddress to,
        OutboundResponse answer,
        CancellationToken ct
    ) =>
        OutboxHandlerException.Failed(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http-{answer.Status}"),
            await circuit.ReportFailureAsync(to.Key, to.Url, GetRetryDelay(answer), ct)
        );

    /// <summary>How long a response asks us to wait; null if it does not ask.</summary>
    internal TimeSpan? GetRetryDelay(OutboundResponse answer) =>
        answer switch
        {
            { RetryAfter.Delta: { } delta } => delta,
            { RetryAfter.Date: { } date } => date - clock.GetUtcNow(),
            {
                Status: StatusCodes.Status429TooManyRequests
                    or StatusCodes.Status502BadGateway
                    or StatusCodes.Status504GatewayTimeout
            } => s_defaultPause,
            _ => null,
        };
}
