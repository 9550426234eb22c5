using System.Text.Json;
using JoinArena.PrivacyPortal.Operations;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>What the command <c>deadlines</c> prints.</summary>
public sealed class DeadlineReportTests
{
    [Fact]
    public void The_command_line_prints_the_members_of_the_contract()
    {
        var due = ReviewedRules.Shipped.ComputeDeadlines("BR", ReviewedRules.NoonUtc("2026-12-01"));

        using var json = JsonDocument.Parse(DeadlineReport.ToJson(due));

        json.RootElement.EnumerateObject()
            .Select(p => p.Name)
            .Take(6)
            .ShouldBe(["jurisdiction", "received", "acknowledgeBy", "dueBy", "extendableTo", "working"]);
        json.RootElement.GetProperty("received").GetString().ShouldBe("2026-12-01");
        json.RootElement.GetProperty("dueBy").GetString().ShouldBe("2026-12-16");
        json.RootElement.GetProperty("extendableTo").ValueKind.ShouldBe(JsonValueKind.Null);
    }
}
