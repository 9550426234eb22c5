using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>A worker's data as files to keep.</summary>
public sealed class ExportTests(SignedInPortal portal) : ExportTestBase(portal), IClassFixture<SignedInPortal>
{
    [Fact]
    public async Task The_export_has_the_documented_shape()
    {
        var worker = await WithDataAsync();

        using var answer = await worker.GetAsync(new Uri("/my-data/export.json", UriKind.Relative));
        var file = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        Names(file)
            .ShouldBe([
                "worker",
                "exportedAt",
                "completeSince",
                "disclosures",
                "acceptances",
                "profile",
                "accounts",
                "uses",
                "interviewNotices",
                "items",
                "questions",
                "messages",
                "views",
                "updates",
                "deletionRequests",
            ]);
        ((string?)file["worker"]).ShouldBe(worker.GetWorkerId());
        var disclosures = file["disclosures"]!.AsArray();
        disclosures
            .Select(d => (string?)d!["eventId"])
            .ShouldBe(
                [$"{worker.GetWorkerId()}-0", $"{worker.GetWorkerId()}-1", $"{worker.GetWorkerId()}-2"],
                "oldest first"
            );
        var first = disclosures[0]!.AsObject();
        Names(first)
            .ShouldBe([
                "id",
                "source",
                "eventId",
                "time",
                "direction",
                "partyId",
                "purpose",
                "items",
                "interviewId",
                "coverage",
                "corrected",
                "retracted",
                "jobLocations",
                "party",
                "partyKind",
                "reportedAs",
                "receivedAt",
                "reassessments",
                "detail",
            ]);
        ((string?)first["time"]).ShouldBe("2026-03-03T10:00:00.000Z");
        ((string?)first["direction"]).ShouldBe("disclosed");
        ((string?)first["purpose"]).ShouldBe("candidate-evaluation");
        first["items"]!.ToJsonString().ShouldBe("""[{"id":"txt-1","category":"transcript"}]""");
        first["coverage"]!
            .ToJsonString()
            .ShouldBe("""{"covered":true,"version":"1.0","clause":"external-evaluation","reason":null}""");
        disclosures[2]!["coverage"]!
            .ToJsonString()
            .ShouldBe("""{"covered":false,"version":"1.0","clause":null,"reason":"no-clause"}""");
        (first["corrected"], first["retracted"]).ShouldBe((null, null));
        first["jobLocations"]!.ToJsonString().ShouldBe("""["US-IL"]""");
        ((string?)first["party"], (string?)first["partyKind"]).ShouldBe(("Parley AI", "llm-provider"));
        file["acceptances"]!.AsArray().Select(a => (string?)a!["version"]).ShouldBe(["1.0"]);
        file["updates"]!.ToJsonString().ShouldBe("""[{"choice":"monthly","changedAt":null}]""");
        file["deletionRequests"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_export_never_contains_another_workers_data()
    {
        var worker = await WithDataAsync();
        var other = await WithDataAsync();

        foreach (var file in new[] { "/my-data/export.json", "/my-data/export.csv", "/my-data/export.html" })
        {
            var mine = await worker.GetStringAsync(new Uri(file, UriKind.Relative));
            if (!file.EndsWith("html", StringComparison.Ordinal))
                mine.ShouldContain($"{worker.GetWorkerId()}-0", Case.Sensitive, file);
            mine.ShouldNotContain(other.GetWorkerId(), Case.Sensitive, file);
        }

        using var stranger = await Portal
            .CreateAnonymousClient()
            .GetAsync(new Uri("/my-data/export.json", UriKind.Relative));
        stranger.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_spreadsheet_export_keeps_names_in_any_script()
    {
        var worker = await WithDataAsync(partyName: "Cão & Filhos, \"שלום\" 😀");

        var bytes = await worker.GetByteArrayAsync(new Uri("/my-data/export.csv", UriKind.Relative));

        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        var rows = Rows(bytes);
        rows.Count.ShouldBe(4);
        rows[1][rows[0].IndexOf("party")].ShouldBe("Cão & Filhos, \"שלום\" 😀");
        rows[1][rows[0].IndexOf("time")].ShouldBe("2026-03-03T10:00:00.000Z");
        rows[3][rows[0].IndexOf("covered")].ShouldBe("no");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"https://evil.example\",\"open\")")]
    [InlineData("+1+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1:A9)")]
    public async Task A_name_that_looks_like_a_formula_stays_text(string name)
    {
        var worker = await WithDataAsync(partyName: name);

        var rows = Rows(await worker.GetByteArrayAsync(new Uri("/my-data/export.csv", UriKind.Relative)));

        foreach (var cell in rows.Skip(1).SelectMany(r => r))
            "=+-@\t\r".ShouldNotContain(cell.FirstOrDefault('x'), cell);
        rows[1].ShouldContain($"'{name}");
    }

    [Fact]
    public async Task A_corrected_disclosure_says_when_it_was_corrected_and_where_the_right_one_is()
    {
        var worker = await WithDataAsync();
        await using (var db = await Contexts.CreateDbContextAsync())
        {
            var wrong = await Event(db, 0);
            var right = await Event(db, 1);
            var amendment = db
                .Amendments.Add(
                    new()
                    {
                        Source = "/test",
                        EventId = $"{worker.GetWorkerId()}-a",
                        Kind = AmendmentKind.Corrected,
                        TargetSource = "/test",
                        TargetEventId = wrong.EventId,
                        At = Day.AddDays(9),
                        ReceivedAt = Day.AddDays(9),
                        Reason = "wrong party",
                        ReplacementId = right.Id,
                        ContentHash = [1],
                    }
                )
                .Entity;
            wrong.EndedBy = amendment.Id;
            await db.SaveChangesAsync();
        }

        var file = JsonNode.Parse(await worker.GetStringAsync(new Uri("/my-data/export.json", UriKind.Relative)))!;

        var first = file["disclosures"]![0]!;
        var second = file["disclosures"]![1]!;
        first["corrected"]!
            .ToJsonString()
            .ShouldBe(
                $$"""{"at":"2026-03-12T10:00:00.000Z","reason":"wrong party","rightId":"{{(string?)second["id"]}}"}"""
            );

        Task<Disclosure> Event(PortalDbContext db, int n) =>
            db.Disclosures.SingleAsync(d => d.EventId == $"{worker.GetWorkerId()}-{n}");
    }

    [Fact]
    public async Task A_disclosure_has_what_its_page_shows_the_details_as_reported_and_how_it_was_assessed_again()
    {
        var worker = await WithDataAsync();
        await using (var db = await Contexts.CreateDbContextAsync())
        {
            var first = await db.Disclosures.SingleAsync(d => d.EventId == $"{worker.GetWorkerId()}-0");
            db.Entry(first).Property(d => d.Detail).CurrentValue = """{"model":"Ségur 2","region":"eu"}""";
            db.CoverageReassessments.Add(
                new()
                {
                    DisclosureId = first.Id,
                    WorkerId = worker.GetWorkerId(),
                    At = Day.AddDays(2),
                    Reason = ReassessmentReason.AcceptanceRecorded,
                    PreviousStatus = CoverageStatus.NothingAccepted,
                    PreviousVersion = null,
                    NewStatus = CoverageStatus.Covered,
                    NewVersion = "1.0",
                }
            );
            await db.SaveChangesAsync();
        }

        var file = JsonNode.Parse(await worker.GetStringAsync(new Uri("/my-data/export.json", UriKind.Relative)))!;

        var disclosures = file["disclosures"]!.AsArray();
        ((string?)disclosures[0]!["detail"]!["model"]).ShouldBe("Ségur 2");
        var again = disclosures[0]!["reassessments"]!.AsArray().ShouldHaveSingleItem()!;
        new[] { "at", "reason", "previousStatus", "previousVersion", "newStatus", "newVersion" }
            .Select(name => (string?)again[name])
            .ShouldBe(["2026-03-05T10:00:00.000Z", "acceptance-recorded", "nothing-accepted", null, "covered", "1.0"]);
        disclosures[1]!["reassessments"]!.AsArray().ShouldBeEmpty();
    }

    private static List<string> Names(JsonObject json) => [.. json.Select(m => m.Key)];

    private static List<List<string>> Rows(byte[] csv)
    {
        using var reader = CsvReader.Create(new MemoryStream(csv), new() { HasHeader = false });
        var rows = new List<List<string>>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(f => reader.GetString(f))]);
        return rows;
    }
}
