using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations.Telemetry;

public sealed partial class TelemetryTests(MeasuredPortal portal) : IClassFixture<MeasuredPortal>
{
    private const string Canary = "zaunkoenig";

    [Fact]
    public async Task An_operator_sees_reported_events_by_outcome_and_what_waits()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var api = await portal.CreateApiClientAsync();
        await api.PutPartyAsync("measured-party", "Measured Party", "llm-provider");
        var report = Given.Disclosure(worker.Id, "measured-party");
        await api.ReportAsync(report);
        await api.ReportAsync(report);

        var served = await WaitForAsync("joinarena_outbox_pending");

        served.ShouldMatch("joinarena_disclosures_events_total{[^}]*joinarena_outcome=\"accepted\"[^}]*} [1-9]");
        served.ShouldMatch("joinarena_disclosures_events_total{[^}]*joinarena_outcome=\"duplicate\"[^}]*} [1-9]");
        served.ShouldMatch(
            "joinarena_disclosures_uncovered_total{[^}]*joinarena_reason=\"nothing-accepted\"[^}]*} [1-9]"
        );
        served.ShouldMatch("joinarena_ledger_halted{[^}]*joinarena_reason=\"damaged\"[^}]*} 0");
        served.ShouldMatch("joinarena_deletion_requests_open{[^}]*joinarena_days_left=\"overdue\"[^}]*} 0");
    }

    [Fact]
    public async Task Every_metric_that_the_dashboard_the_alerts_and_the_documentation_name_is_measured()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("first-party", "First Party"));
        await (await portal.SignInAsync(worker.Email)).GoToAsync("/my-data");
        await WaitForAsync("joinarena_outbox_pending");
        var measured = MeasuredInstruments.ListPrometheusNames();

        foreach (
            var file in (string[])
                ["deploy/grafana/privacy-portal.json", "deploy/alerts/portal.rules.yaml", "docs/operations.md"]
        )
        {
            var named = MetricName()
                .Matches(await File.ReadAllTextAsync(Repository.GetPath(file)))
                .Select(m => m.Value)
                .Distinct(StringComparer.Ordinal)
                .ToList();

            named.Count.ShouldBeGreaterThan(5, file);
            named.Except(measured, StringComparer.Ordinal).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public async Task Nothing_that_names_a_person_is_in_what_is_measured_and_traced()
    {
        var id = $"w-{Canary}";
        var email = $"{Canary}@people.example";
        var api = await portal.CreateApiClientAsync();
        var worker = await portal.SetUpAsync(
            new()
            {
                Id = id,
                Email = email,
                Name = Canary,
            }
        );
        await api.PutPartyAsync("canary-party", "Canary Party", "llm-provider");
        await api.DiscloseAsync(Given.Disclosure(id, "canary-party", item: $"rec-{Canary}"));
        await api.Http.GetAsync(new Uri($"/api/v1/workers/{id}/acceptance", UriKind.Relative));
        var person = await portal.SignInAsync(worker.Email);
        await person.GoToAsync($"/my-data?search={Canary}");
        await person.GoToAsync($"/my-data/items/rec-{Canary}");
        await person.GoToAsync($"/nowhere/{Canary}");

        await Eventually.FindAsync(
            () => portal.Collector.Received.Contains("/my-data/items/", StringComparison.Ordinal) ? "sent" : null,
            () => $"No trace of the page was sent: {portal.Collector.Received}"
        );
        portal.Collector.Received.ShouldNotContain(Canary);
        (await WaitForAsync("joinarena_outbox_pending")).ShouldNotContain(Canary);
    }

    private async Task<string> WaitForAsync(string metric)
    {
        using var http = new HttpClient { BaseAddress = portal.MetricsUrl };
        return await Eventually.FindAsync(
            async () =>
            {
                var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
                return text.Contains(metric, StringComparison.Ordinal) ? text : null;
            },
            () => $"{metric} is not served at {portal.MetricsUrl}metrics"
        );
    }

    [GeneratedRegex(@"\bjoinarena_[a-z_]+(?=[{\[\s)(`|,]|$)", RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MetricName();
}
