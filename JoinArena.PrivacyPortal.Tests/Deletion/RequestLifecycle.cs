using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// A request from asking to its second certificate, step by step. Where a process ends in the middle of a step, the
/// next one does that step again, as people and sweeps do.
/// </summary>
/// <param name="bench">With the parties Called (by hand), Hooked (webhook) and Keeper (mail).</param>
/// <param name="settings">The database.</param>
/// <param name="spans">How long each process lives, the first being 0.</param>
/// <param name="times">How often each step is done by somebody who got no answer.</param>
internal sealed partial class RequestLifecycle(
    DeletionFixture bench,
    DatabaseSettings settings,
    Func<int, CrashSimulator> spans,
    int times
)
{
    private const int MostDeaths = 400;

    private SingleProcess _process = new(bench, settings, spans(0));
    private string _number = "";

    /// <summary>How many processes ended.</summary>
    public int Crashes { get; private set; }

    /// <summary>What is found at its end, a line each.</summary>
    public IReadOnlyList<string> Summary { get; private set; } = [];

    /// <summary>How often the message was sent that was sent most often.</summary>
    public int MostDeliveriesOfOneMessage { get; private set; }

    public async Task RunAsync(RawHost hooked)
    {
        await StepAsync(async p =>
            _number = (await p.Requests.SubmitAsync(bench.Worker, DeletionScope.Everything, null, default)).Value!
        );
        await StepAsync(async p =>
            (await p.Requests.ConfirmAsync(bench.Worker, _number, bench.Proof, default)).IsSuccess.ShouldBeTrue()
        );
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await StepAsync(p => p.RunJobsAsync());
        await StepAsync(p => p.DeliverMessagesAsync());
        await StepAsync(async p =>
            (
                await p.Progress.RecordAsync(
                    await TaskAsync("Hooked"),
                    new(TaskOutcome.Erased),
                    Actor.Party("signed link"),
                    default,
                    round: 1
                )
            ).IsSuccess.ShouldBeTrue()
        );
        bench.Clock.Advance(TimeSpan.FromDays(8));
        await StepAsync(p => p.RunJobsAsync());
        await StepAsync(p => p.DeliverMessagesAsync());
        await StepAsync(async p =>
            (
                await p.Progress.MarkNotifiedAsync(await TaskAsync("Called"), DeletionFixture.Officer, default)
            ).IsSuccess.ShouldBeTrue()
        );
        await StepAsync(async p =>
            (
                await p.Progress.RecordAsync(
                    await TaskAsync("Called"),
                    new(TaskOutcome.Erased),
                    DeletionFixture.Officer,
                    default
                )
            ).IsSuccess.ShouldBeTrue()
        );
        var until = DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime).AddDays(40);
        await StepAsync(async p =>
            (
                await p.Progress.RecordAsync(
                    await TaskAsync("Keeper"),
                    new(TaskOutcome.Retained, "gdpr-legal-claims", until),
                    Actor.Party("signed link"),
                    default,
                    round: 1
                )
            ).IsSuccess.ShouldBeTrue()
        );
        await StepAsync(p => p.DeliverMessagesAsync());
        await StepAsync(async p =>
            (
                await p.Progress.RecordAsync(
                    await TaskAsync("Keeper"),
                    new(TaskOutcome.Erased),
                    Actor.Party("signed link"),
                    default,
                    round: 1
                )
            ).Error.ShouldBe(OutcomeError.AlreadyAnswered)
        );
        bench.Clock.Advance(TimeSpan.FromDays(42));
        await StepAsync(p => p.RunJobsAsync());
        await StepAsync(p => p.DeliverMessagesAsync());
        await StepAsync(async p =>
            (
                await p.Progress.RecordAsync(
                    await TaskAsync("Keeper"),
                    new(TaskOutcome.Erased),
                    Actor.Party("signed link"),
                    default,
                    round: 2
                )
            ).IsSuccess.ShouldBeTrue()
        );
        await StepAsync(p => p.DeliverMessagesAsync());
        _process.Dispose();
        await TellAsync(hooked);
    }

    private async Task StepAsync(Func<SingleProcess, Task> step)
    {
        for (var done = 0; done < times; )
        {
            try
            {
                await step(_process);
                done++;
            }
            catch (Exception) when (_process.Simulator.HasCrashed)
            {
                (++Crashes).ShouldBeLessThan(MostDeaths, "a life that never goes on");
                _process.Dispose();
                // The leases of the one that ended have to run out.
                bench.Clock.Advance(TimeSpan.FromMinutes(3));
                _process = new(bench, settings, spans(Crashes));
            }
        }
    }

    private async Task<Guid> TaskAsync(string party) =>
        (await bench.LoadRequestAsync(_number)).Tasks.Single(t => t.PartyName == party).Id;

    private async Task TellAsync(RawHost hooked)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var request = await bench.LoadRequestAsync(_number);
        var certificates = await db
            .DeletionCertificates.Where(c => c.RequestId == request.Id)
            .OrderBy(c => c.IssuedAt)
            .ToListAsync();
        var tasks = request.Tasks.Select(t => t.Id).ToList();
        // A process may end between opening the connection and saying anything.
        var hooks = hooked
            .RequestHeads.Where(h => h.Length > 0)
            .Select(h => WebhookId().Match(h).Groups["id"].Value)
            .ToList();
        var keeper = bench.Mails.GetMailsTo("privacy@keeper.example");
        var own = bench.Mails.GetMailsTo($"{bench.Worker}@example.com");
        var inbox = (await bench.ReadInboxSubjectsAsync())
            .Select(s => Date().Replace(s.Replace(_number, "DR", StringComparison.Ordinal), "DATE"))
            .ToList();
        Summary =
        [
            $"request {request.State}: {string.Join(", ", request.Tasks.Select(t => $"{t.PartyName} {t.State} round {t.Round}"))}",
            $"events: {Counted(request.Events.Select(e => e.Kind.ToString()))}",
            $"ledger: {Counted(await bench.ReadLedgerKindsAsync())}",
            $"certificates: {certificates.Count}, the later instead of the earlier "
                + $"{certificates is [var first, var second] && second.Json.Contains(first.Id.ToString(), StringComparison.Ordinal)}",
            $"told: Hooked {hooks.Distinct().Count()} message, Keeper {keeper.Select(m => m.Job).Distinct().Count()} messages",
            $"letters: {Counted(inbox)}",
            // A letter has one id, however often it is handed over, and no other letter has it.
            $"mailed: each of {own.Select(m => m.Job).Distinct().Count()} letters"
                + (
                    own.Select(m => (m.Job, m.Subject)).Distinct().Count() == inbox.Count
                        ? ""
                        : ", not those in the inbox"
                ),
            $"conflicting answers: {await db.Set<ConflictingAnswer>().CountAsync(a => tasks.Contains(a.TaskId))}",
            $"left to do: {await db.Outbox.CountAsync(m => m.DoneAt == null && m.GivenUpAt == null)}, "
                + $"given up: {await db.Outbox.CountAsync(m => m.GivenUpAt != null)}, "
                + $"held by: {(await PartyHoldings.FindAsync(db, bench.Worker, DeletionScope.Everything, default)).Count}",
        ];
        MostDeliveriesOfOneMessage = hooks
            .GroupBy(h => h)
            .Select(h => h.Count())
            .Concat(keeper.Concat(own).GroupBy(m => m.Job).Select(m => m.Count()))
            .Max();
    }

    private static string Counted(IEnumerable<string> things) =>
        string.Join(
            ", ",
            things.GroupBy(t => t).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}")
        );

    [GeneratedRegex("webhook-id: (?<id>era_[^\r]+)\r", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex WebhookId();

    [GeneratedRegex(@"\d+ [A-Z][a-z]+ \d{4}", RegexOptions.None, 10_000)]
    private static partial Regex Date();
}
