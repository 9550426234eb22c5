using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>A worker with three disclosures, the last under no clause.</summary>
public abstract class ExportTestBase(SignedInPortal portal)
{
    protected static DateTimeOffset Day { get; } = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    protected SignedInPortal Portal { get; } = portal;

    protected IDbContextFactory<PortalDbContext> Contexts =>
        Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    protected async Task<HttpClient> WithDataAsync(string partyName = "Parley AI")
    {
        var worker = await Portal.CreateWorkerClientAsync();
        var party = $"p-{worker.GetWorkerId()}";
        var register = Portal.Services.GetRequiredService<PartyRegister>();
        (await register.AnnounceAsync(party, new(partyName, "llm-provider"), default)).IsSuccess.ShouldBeTrue();
        await using (var db = await Contexts.CreateDbContextAsync())
        {
            await db.AddAcceptanceAsync(
                new()
                {
                    WorkerId = worker.GetWorkerId(),
                    Version = "1.0",
                    Language = "en",
                    TextSha256 = new string('0', 64),
                    AcceptedAt = Day.AddDays(-1),
                },
                default
            );
            await db.SaveChangesAsync();
        }

        // Taken newest first: the order of the file is that of what happened.
        var purposes = new[] { Purpose.CandidateEvaluation, Purpose.CandidateEvaluation, Purpose.PhotoGeneration };
        for (var n = 2; n >= 0; n--)
        {
            var outcome = await Portal
                .Services.GetRequiredService<DisclosureIntake>()
                .SubmitAsync(
                    [
                        new DisclosureReport(
                            "/test",
                            $"{worker.GetWorkerId()}-{n}",
                            Day.AddDays(n),
                            worker.GetWorkerId(),
                            party,
                            Direction.Disclosed,
                            purposes[n],
                            [new("txt-1", DataCategory.Transcript)],
                            "int-1",
                            null
                        )
                        {
                            JobLocations = ["US-IL"],
                        },
                    ],
                    default
                );
            outcome.Single().Outcome.ShouldBe(IntakeOutcome.Accepted);
        }

        return worker;
    }
}
