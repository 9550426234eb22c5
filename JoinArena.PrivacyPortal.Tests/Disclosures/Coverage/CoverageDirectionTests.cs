using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>A clause about data that goes out says nothing about data that comes in, and the other way round.</summary>
public sealed class CoverageDirectionTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly PolicyVersion s_version = PolicyLibrary
        .Load(Path.Combine(AppContext.BaseDirectory, "policies"))
        .Snapshot.Versions.Single(v => v.Name == "1.0");

    public static TheoryData<string, string, string, string, string?> Table =>
        new()
        {
            { "external-profile", "external-source", "profile-enrichment", "collected", "external-sources" },
            { "external-profile", "external-source", "profile-enrichment", "disclosed", null },
            { "resume", "hiring-company", "hiring", "disclosed", "hiring-access" },
            { "resume", "hiring-company", "hiring", "collected", null },
            { "interview-recording", "llm-provider", "candidate-evaluation", "disclosed", "external-evaluation" },
            { "interview-recording", "llm-provider", "candidate-evaluation", "collected", null },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_disclosure_is_assessed_by_its_direction(
        string data,
        string with,
        string purpose,
        string direction,
        string? clause
    )
    {
        var assessment = CoverageAssessment.Assess(
            AllowedUses.UnderVersion(s_version),
            Read<PartyKind>(with),
            Read<Purpose>(purpose),
            Read<Direction>(direction),
            [Read<DataCategory>(data)]
        );

        assessment.Status.ShouldBe(clause is null ? CoverageStatus.NoClause : CoverageStatus.Covered);
        assessment.Clauses.ShouldBe([clause]);
    }

    [Fact]
    public async Task A_reported_disclosure_keeps_the_coverage_of_its_direction_however_often_it_is_assessed()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var api = await portal.CreateApiClientAsync();
        foreach (var (data, with, purpose, direction, _) in Table.Select(ToRow))
        {
            await api.PutPartyAsync($"d-{with}", with, with);
            var reported = Given.Disclosure(worker.Id, $"d-{with}", purpose, data, id: $"{data}-{direction}");
            reported["data"]!["direction"] = direction;
            await api.DiscloseAsync(reported);
        }

        await ShouldBeAsReadAsync(worker);
        await using (var db = await CreateContextAsync())
        {
            var ids = await db.Disclosures.Where(d => d.WorkerId == worker.Id).Select(d => d.Id).ToListAsync();
            (
                await portal
                    .Services.GetRequiredService<CoverageReassessor>()
                    .ReassessAsync(ids, ReassessmentReason.ClausesDescribedAnew, default)
            ).ShouldBe(0);
        }

        await ShouldBeAsReadAsync(worker);
        // What the worker reads is what is stored.
        var person = await portal.SignInAsync(worker.Email);
        using var export = await person.FetchAsync("/my-data/export.json");
        var shown = JsonNode.Parse(await export.Content.ReadAsStringAsync())!["disclosures"]!.AsArray();
        shown
            .Select(d => ((string?)d!["eventId"], (string?)d["coverage"]!["clause"]))
            .ShouldBe(
                Table.Select(ToRow).Select(r => ((string?)$"{r.Data}-{r.Direction}", r.Clause)),
                ignoreOrder: true
            );
    }

    private static Row ToRow(object?[] row) =>
        new((string)row[0]!, (string)row[1]!, (string)row[2]!, (string)row[3]!, (string?)row[4]);

    private static T Read<T>(string word)
        where T : struct, Enum
    {
        KebabCase.TryParse<T>(word, out var member).ShouldBeTrue(word);
        return member;
    }

    private async Task ShouldBeAsReadAsync(GivenWorker worker)
    {
        await using var db = await CreateContextAsync();
        var stored = await db.Disclosures.Include(d => d.Items).Where(d => d.WorkerId == worker.Id).ToListAsync();
        foreach (var row in Table.Select(ToRow))
        {
            var disclosure = stored.Single(d => d.EventId == $"{row.Data}-{row.Direction}");
            disclosure.Items.Single().Clause.ShouldBe(row.Clause, disclosure.EventId);
            disclosure.CoverageStatus.ShouldBe(
                row.Clause is null ? CoverageStatus.NoClause : CoverageStatus.Covered,
                disclosure.EventId
            );
        }
    }

    private Task<PortalDbContext> CreateContextAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    private sealed record Row(string Data, string With, string Purpose, string Direction, string? Clause);
}
