using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Access.SecurityEvents;

/// <summary>Who tries to get around what the portal checks leaves a line, and cannot fill the disk with lines.</summary>
public sealed class RefusedInputTests(RefusedInputTests.LoggedPortal portal)
    : IClassFixture<RefusedInputTests.LoggedPortal>
{
    [Fact]
    public async Task Every_kind_of_refused_input_is_a_line_that_has_nothing_of_what_was_sent()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var person = await portal.SignInAsync(worker.Email);

        await person.ForgeAsync("/account/manage", ("Email", "forged@people.example"));
        await SendAsync("/account/login", "x/forged", null);
        await SendAsync("/", null, request => request.Headers.Host = "forged.example");
        await SendAsync("/_blazor/negotiate", "", request => request.Headers.Add("Origin", "https://forged.example"));
        await SendAsync(
            "/api/v1/workers/w",
            null,
            request => request.Headers.Authorization = new("Bearer", "jpp_forged")
        );
        await person.GoToAsync("/account/confirm");
        await person.Type("Password", "forged\u202E").PressAsync("Continue");
        for (var tries = 0; tries < LoggedPortal.CredentialsPerMinute + 2; tries++)
            await person.ForgeAsync("/account/confirm", ("Password", "forged"));

        portal
            .Log.Lines.Where(line => line.Kind == "input-refused")
            .Select(line => line.Fields["detail"]!)
            .Order()
            .ShouldBe(KebabCase.GetNames<RefusedInput>().Order());
        portal.Log.Lines.ShouldAllBe(line => !line.Text.Contains("forged"));
    }

    [Fact]
    public void A_thousand_of_one_kind_are_one_line_in_a_minute_and_the_next_says_how_many_there_were()
    {
        var clock = new FakeTimeProvider();
        var log = new SecurityEventCollector();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var security = new SecurityLog(loggers.CreateLogger<SecurityLog>(), new NoRequest(), new(), clock);
        var refusals = new RefusalLog(security, clock);

        for (var i = 0; i < 1_000; i++)
            refusals.Record(RefusedInput.Host);
        refusals.Record(RefusedInput.Limit);
        clock.Advance(TimeSpan.FromMinutes(1));
        refusals.Record(RefusedInput.Host);

        log.Lines.Select(line => line.Fields["detail"]).ShouldBe(["host", "limit", "host, 999 more before"]);
    }

    private async Task SendAsync(string address, string? mediaType, Action<HttpRequestMessage>? change)
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        using var request = new HttpRequestMessage(
            mediaType is null ? HttpMethod.Get : HttpMethod.Post,
            new Uri(address, UriKind.Relative)
        );
        if (mediaType is not null)
        {
            request.Content = new ByteArrayContent([]);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        change?.Invoke(request);
        using var answer = await http.SendAsync(request);
        ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{address} {mediaType}");
    }

    private sealed class NoRequest : Microsoft.AspNetCore.Http.IHttpContextAccessor
    {
        public Microsoft.AspNetCore.Http.HttpContext? HttpContext { get; set; }
    }

    /// <summary>A portal whose log can be read, with an address of its own.</summary>
    public sealed class LoggedPortal : Portal
    {
        public const int CredentialsPerMinute = 10;

        internal SecurityEventCollector Log { get; } = new();

        protected override void Configure(IDictionary<string, string> settings)
        {
            settings["Portal:PublicUrl"] = "http://privacy.example";
            settings["Portal:Limits:CredentialsPerMinute"] = $"{CredentialsPerMinute}";
        }

        protected override void Replace(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
    }
}
