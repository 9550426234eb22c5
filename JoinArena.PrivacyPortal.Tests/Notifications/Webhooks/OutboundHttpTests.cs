using System.Net;
using System.Text;
using JoinArena.PrivacyPortal.Notifications.Webhooks;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

/// <summary>Calls to machines that answer wrongly, too slowly or too much, or that must not be called.</summary>
public sealed class OutboundHttpTests
{
    private static readonly ConnectorSettings s_strict = new();
    private static readonly ConnectorSettings s_lenient = new(AllowPrivateNetworks: true);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("8.8.8.8", "10.0.0.5")]
    public async Task A_name_with_any_private_address_is_not_called(params string[] addresses)
    {
        using var http = new OutboundHttp(
            s_strict,
            (_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse))
        );
        (await FaultAsync(http, "https://party.example/erase")).ShouldBe("address-refused");
    }

    [Theory]
    [InlineData("http://party.example/")]
    [InlineData("https://user:pw@party.example/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    public async Task An_address_that_its_text_forbids_is_not_even_resolved(string address)
    {
        using var http = new OutboundHttp(s_strict, (_, _) => throw new InvalidOperationException("resolved"));
        (await FaultAsync(http, address)).ShouldBe("address-refused");
    }

    [Fact]
    public async Task The_connection_goes_to_the_checked_address_and_the_name_is_resolved_once()
    {
        await using var host = new RawHost();
        var asked = new List<string>();
        using var http = new OutboundHttp(
            s_lenient,
            (name, _) =>
            {
                asked.Add(name);
                return Task.FromResult(
                    asked.Count == 1 ? new[] { IPAddress.Loopback } : [IPAddress.Parse("192.0.2.1")]
                );
            }
        );

        (await SendAsync(http, $"http://party.example:{host.Port}/erase")).Status.ShouldBe(204);

        asked.ShouldBe(["party.example"]);
        host.RequestHeads.ShouldHaveSingleItem().ShouldContain($"Host: party.example:{host.Port}");
    }

    [Fact]
    public async Task A_redirect_is_returned_and_not_followed()
    {
        await using var host = new RawHost(
            "302 Found\r\nLocation: http://169.254.169.254/latest/meta-data\r\nContent-Length: 0"
        );
        using var http = new OutboundHttp(s_lenient);

        (await SendAsync(http, host.Url.ToString())).Status.ShouldBe(302);

        host.RequestHeads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_beginning_of_an_endless_body_is_read()
    {
        var sent = 0L;
        await using var host = new RawHost(
            async (_, stream, ct) =>
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n"u8.ToArray(), ct);
                var piece = new byte[64 * 1024];
                for (; sent < 10L * 1024 * 1024 * 1024; sent += piece.Length)
                    await stream.WriteAsync(piece, ct);
            }
        );
        using var http = new OutboundHttp(s_lenient);

        var answer = await SendAsync(http, host.Url.ToString());

        (answer.Status, answer.Body.Length).ShouldBe((200, OutboundHttp.MaxBodyBytes));
        sent.ShouldBeLessThan(64 * 1024 * 1024);
    }

    [Fact]
    public async Task A_body_that_dribbles_is_cut_at_the_timeout_and_the_status_counts()
    {
        await using var host = new RawHost(
            async (_, stream, ct) =>
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nslowly"u8.ToArray(), ct);
                await new TaskCompletionSource().Task.WaitAsync(ct);
            }
        );
        using var http = new OutboundHttp(s_lenient, timeout: TimeSpan.FromSeconds(1));

        var answer = await SendAsync(http, host.Url.ToString());

        (answer.Status, answer.Body).ShouldBe((200, "slowly"));
    }

    [Fact]
    public async Task A_silent_server_times_out()
    {
        await using var host = new RawHost((_, _, ct) => new TaskCompletionSource().Task.WaitAsync(ct));
        using var http = new OutboundHttp(s_lenient, timeout: TimeSpan.FromSeconds(1));
        (await FaultAsync(http, host.Url.ToString())).ShouldBe("timed-out");
    }

    [Fact]
    public async Task Endless_headers_are_cut_off()
    {
        await using var host = new RawHost(
            async (_, stream, ct) =>
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), ct);
                var line = Encoding.ASCII.GetBytes($"X-Filler: {new string('x', 1000)}\r\n");
                while (true)
                    await stream.WriteAsync(line, ct);
            }
        );
        using var http = new OutboundHttp(s_lenient);
        (await FaultAsync(http, host.Url.ToString())).ShouldBe("answer-too-large");
    }

    [Fact]
    public async Task An_unreachable_server_and_an_unintelligible_one_are_distinguished()
    {
        await using var nonsense = new RawHost(
            (_, stream, ct) => stream.WriteAsync("hello\r\n\r\n"u8.ToArray(), ct).AsTask()
        );
        using var http = new OutboundHttp(s_lenient, (_, _) => throw new System.Net.Sockets.SocketException(11001));
        (await FaultAsync(http, $"http://127.0.0.1:{SmtpHost.FreePort()}/")).ShouldBe("not-reached");
        (await FaultAsync(http, nonsense.Url.ToString())).ShouldBe("connection-lost");
        (await FaultAsync(http, "http://nowhere.example/")).ShouldBe("name-not-found");
    }

    private static async Task<OutboundResponse> SendAsync(OutboundHttp http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        return await http.SendAsync(request, CancellationToken.None);
    }

    private static async Task<string> FaultAsync(OutboundHttp http, string address) =>
        (await Should.ThrowAsync<OutboundHttpException>(() => SendAsync(http, address))).Kind;
}
