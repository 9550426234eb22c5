using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using static JoinArena.PrivacyPortal.Tests.Deletion.RequestSteps;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What workers, parties, officers, faults and the clock can do to a request.</summary>
internal sealed class RequestMoves(ScriptedParty party)
{
    private static readonly DateOnly s_until = new(2027, 6, 30);

    public static Transition[] Common =>
        [
            new(
                "the worker confirms",
                async (p, b) => await p.Requests.ConfirmAsync(b.Worker, await NumberAsync(p, b), b.Proof, default)
            ),
            new(
                "the worker withdraws",
                async (p, b) => await p.Requests.WithdrawAsync(b.Worker, await NumberAsync(p, b), default)
            ),
            new(
                "the worker has them notified now",
                async (p, b) => await p.Requests.NotifyPartiesNowAsync(b.Worker, await NumberAsync(p, b), default)
            ),
            new("a day passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(1))),
            new("a year passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(365))),
            new(
                "the party says it is erased",
                (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Erased), Actor.Party("link"))
            ),
            new(
                "the party had nothing",
                (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.NothingHeld), Actor.Party("link"))
            ),
            new(
                "the party keeps it",
                (p, b) =>
                    AnswerAsync(p, b, 0, new(TaskOutcome.Retained, "gdpr-legal-claims", s_until), Actor.Party("link"))
            ),
            new(
                "an officer records that it cannot be undone",
                (p, b) =>
                    AnswerAsync(
                        p,
                        b,
                        0,
                        new(TaskOutcome.Irreversible, Note: "It is left out of the next data set."),
                        DeletionFixture.Officer
                    )
            ),
            new(
                "an officer records a refusal",
                (p, b) =>
                    AnswerAsync(p, b, 0, new(TaskOutcome.Refused, Note: "They will not."), DeletionFixture.Officer)
            ),
            new(
                "an officer marks it notified",
                async (p, b) =>
                {
                    if (await TaskAsync(p, b, 0) is { } task)
                        await p.Progress.MarkNotifiedAsync(task.Id, DeletionFixture.Officer, default);
                }
            ),
            new(
                "an officer starts it",
                async (p, b) =>
                    await p.Progress.StartNowAsync(await NumberAsync(p, b), DeletionFixture.Officer, default)
            ),
            new(
                "an officer puts a hold",
                async (p, b) =>
                    await p.Holds.PlaceAsync(
                        await NumberAsync(p, b),
                        new(null, "29 CFR 1602.14", "It is evidence."),
                        DeletionFixture.Officer,
                        default
                    )
            ),
            new("an officer lifts the hold", LiftAsync),
            new(
                "an officer proposes to refuse all",
                async (p, b) =>
                    await p.Decisions.ProposeAsync(
                        await NumberAsync(p, b),
                        new(null, "gdpr-excessive", "Asked yesterday."),
                        DeletionFixture.Officer,
                        default
                    )
            ),
            new(
                "an officer proposes to refuse the part",
                async (p, b) =>
                    await p.Decisions.ProposeAsync(
                        await NumberAsync(p, b),
                        new((await TaskAsync(p, b, 0))?.Id ?? Guid.NewGuid(), "gdpr-legal-claims", "A claim is open."),
                        DeletionFixture.Officer,
                        default
                    )
            ),
            new("a colleague agrees", (p, b) => DecideAsync(p, b, approve: true)),
            new("a colleague disagrees", (p, b) => DecideAsync(p, b, approve: false)),
        ];

    public Transition[] Telling =>
        [
            new("the party takes it", (p, _) => TellAsync(p, () => new(IsAcknowledged: true))),
            new("the party takes it and says nothing", (p, _) => TellAsync(p, () => new())),
            new("the party fails", (p, _) => TellAsync(p, () => throw OutboxHandlerException.Failed("http-500"))),
            new("the party is gone", (p, _) => TellAsync(p, () => throw OutboxHandlerException.Final("http-410"))),
            new("the process ends while it notifies the party", (p, _) => DieAsync(p)),
            new(
                "an officer sends it again",
                async (p, b) =>
                {
                    if (await TaskAsync(p, b, 0) is { } task)
                        await p.Resends.ResendAsync(task.Id, DeletionFixture.Officer, default);
                }
            ),
        ];

    /// <summary>With two requests, the second of which follows the first.</summary>
    public Transition[] Two =>
        [
            .. Telling.Where(s => s.Name is not "the party takes it and says nothing"),
            new("a day passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(1))),
            new("a year passes", (p, b) => PassAsync(p, b, TimeSpan.FromDays(365))),
            new(
                "the worker withdraws the first",
                async (p, b) => await p.Requests.WithdrawAsync(b.Worker, await NumberAsync(p, b), default)
            ),
            new(
                "the worker withdraws the second",
                async (p, b) => await p.Requests.WithdrawAsync(b.Worker, await NumberAsync(p, b, 1), default)
            ),
            new(
                "the party says it is erased",
                (p, b) => AnswerAsync(p, b, 0, new(TaskOutcome.Erased), Actor.Party("link"))
            ),
            new(
                "the party keeps it",
                (p, b) =>
                    AnswerAsync(p, b, 0, new(TaskOutcome.Retained, "gdpr-legal-claims", s_until), Actor.Party("link"))
            ),
            new(
                "an officer answers the second",
                (p, b) => AnswerAsync(p, b, 1, new(TaskOutcome.Erased), DeletionFixture.Officer)
            ),
            new(
                "officers refuse the first's part",
                async (p, b) =>
                {
                    await p.Decisions.ProposeAsync(
                        await NumberAsync(p, b),
                        new((await TaskAsync(p, b, 0))?.Id, "gdpr-legal-claims", "A claim is open."),
                        DeletionFixture.Officer,
                        default
                    );
                    await DecideAsync(p, b, approve: true);
                }
            ),
        ];

    private async Task TellAsync(SingleProcess process, Func<NotificationResult> takes)
    {
        party.Respond = takes;
        await process.DeliverMessagesAsync();
    }

    private async Task DieAsync(SingleProcess process)
    {
        party.Respond = () =>
        {
            process.Simulator.Crash();
            throw new OperationCanceledException(process.Simulator.Token);
        };
        await process.DeliverMessagesAsync();
    }
}
