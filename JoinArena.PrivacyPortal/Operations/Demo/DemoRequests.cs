using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>
/// The demo's deletion requests: one that is completed, one of which a part was refused, one that is in progress, and one
/// whose time was extended.
/// </summary>
internal sealed class DemoRequests(IServiceProvider services, TimeProvider clock)
{
    private static readonly Actor s_officer = Actor.Officer(DemoAccounts.Officer);

    /// <summary>A refusal needs two people.</summary>
    private static readonly Actor s_secondOfficer = Actor.Officer(DemoAccounts.SecondOfficer);

    public async Task LoadAsync(CancellationToken ct)
    {
        // Each in turn, so that a load that was interrupted goes on where it stopped.
        foreach (var request in All)
        {
            var before = All.TakeWhile(r => r != request).Count(r => r.Worker == request.Worker);
            if (await CountAsync(request.Worker, ct) == before)
                await LoadAsync(request, ct);
        }
    }

    private static IReadOnlyList<DemoRequest> All { get; } =
    [
        new(DemoPeople.Jonas, DeletionScope.OfInterview("int-nurse"), DaysAgo: 150, Answers: int.MaxValue),
        new(
            DemoPeople.Jonas,
            DeletionScope.OfCategories(DataCategory.InterviewRecording, DataCategory.InterviewImage),
            DaysAgo: 9,
            Answers: 2
        ),
        new(DemoPeople.Mia, DeletionScope.OfInterview("int-kitchen"), DaysAgo: 120, Answers: int.MaxValue)
        {
            RefusedFor = new(
                "contoso-care",
                "ccpa-legal-obligation",
                "Contoso Care has to keep your application for four years, and keeps it for this reason alone."
            ),
        },
        new(DemoPeople.Mia, DeletionScope.OfInterview("int-bakery"), DaysAgo: 40, Answers: 2)
        {
            Extension = new(
                AfterDays: 36,
                "Two of the parties have to search their archives by hand. We expect their answers next month."
            ),
        },
    ];

    private async Task LoadAsync(DemoRequest request, CancellationToken ct)
    {
        var worker = request.Worker;
        var asked = clock.GetInstant().AddDays(-request.DaysAgo);
        var number = DemoData.GetValueOrThrow(
            await CreateServiceAt(asked).SubmitAsync(worker, request.Scope, null, ct)
        );
        DemoData.GetValueOrThrow(await CreateServiceAt(asked).ConfirmAsync(worker, number, new StepUpProof(asked), ct));
        await MarkConfirmationSentAsync(number, asked, ct);
        DemoData.GetValueOrThrow(await CreateServiceAt(asked.AddHours(2)).NotifyPartiesNowAsync(worker, number, ct));
        if (request.RefusedFor is { } refused)
            await RefuseAsync(number, refused, asked.AddHours(4), ct);

        var tasks = await TasksAsync(number, ct);
        for (var n = 0; n < tasks.Count; n++)
            await AnswerAsync(tasks[n], n, n < request.Answers, asked.AddHours(6 + (n * 19)), ct);
        if (request.Extension is { } extension)
        {
            DemoData.GetValueOrThrow(
                await CreateDecisionServiceAt(asked.AddDays(extension.AfterDays))
                    .ExtendAsync(number, extension.Reason, s_officer, ct)
            );
        }
    }

    // It left when the worker confirmed. Sent weeks later, it would be late, and the team would be alerted to that.
    private async Task MarkConfirmationSentAsync(string number, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = await OpenAsync(ct);
        await db
            .Outbox.Where(m => m.Kind == MailHandler.KindName && m.About == RequestPaths.StaffPrefix + number)
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.DoneAt, (DateTimeOffset?)at).SetProperty(m => m.Payload, (string?)null),
                ct
            );
    }

    private async Task AnswerAsync(DemoTask task, int n, bool isAnswered, DateTimeOffset at, CancellationToken ct)
    {
        if (task.IsEnded)
            return;
        if (!task.IsNotified)
            DemoData.GetValueOrThrow(await CreateProgressServiceAt(at).MarkNotifiedAsync(task.Id, s_officer, ct));
        if (!isAnswered)
            return;
        var outcome = n == 3 ? TaskOutcome.NothingHeld : TaskOutcome.Erased;
        DemoData.GetValueOrThrow(
            await CreateProgressServiceAt(at.AddHours(3)).RecordAsync(task.Id, new(outcome), s_officer, ct)
        );
    }

    private async Task RefuseAsync(string number, DemoRefusal refused, DateTimeOffset at, CancellationToken ct)
    {
        var task = (await TasksAsync(number, ct)).Single(t => t.PartyId == refused.PartyId);
        DemoData.GetValueOrThrow(
            await CreateDecisionServiceAt(at)
                .ProposeAsync(number, new(task.Id, refused.Ground, refused.Reason), s_officer, ct)
        );
        await using var db = await OpenAsync(ct);
        var proposal = await db.RefusalProposals.Where(p => p.TaskId == task.Id).Select(p => p.Id).SingleAsync(ct);
        DemoData.GetValueOrThrow(
            await CreateDecisionServiceAt(at.AddHours(1)).DecideAsync(proposal, approve: true, s_secondOfficer, ct)
        );
    }

    private async Task<List<DemoTask>> TasksAsync(string number, CancellationToken ct)
    {
        await using var db = await OpenAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .SingleAsync(r => r.Number == number, ct);
        return
        [
            .. request
                .Tasks.OrderBy(t => t.PartyName, StringComparer.Ordinal)
                .Select(t => new DemoTask(t.Id, t.PartyId, t.State.IsNotified, t.State.IsEnd)),
        ];
    }

    private async Task<int> CountAsync(string worker, CancellationToken ct)
    {
        await using var db = await OpenAsync(ct);
        return await db.DeletionRequests.CountAsync(r => r.WorkerId == worker, ct);
    }

    private Task<PortalDbContext> OpenAsync(CancellationToken ct) =>
        services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);

    // The use cases with a clock in the past, created as the container would create them.
    private RequestService CreateServiceAt(DateTimeOffset at) =>
        ActivatorUtilities.CreateInstance<RequestService>(services, [.. CreatePartsAt(at)]);

    private RequestProgressService CreateProgressServiceAt(DateTimeOffset at) =>
        ActivatorUtilities.CreateInstance<RequestProgressService>(services, [.. CreatePartsAt(at)]);

    private DecisionService CreateDecisionServiceAt(DateTimeOffset at)
    {
        var past = new FixedTimeProvider(at.ToInstant());
        var letters = ActivatorUtilities.CreateInstance<RequestEmails>(services, past);
        return ActivatorUtilities.CreateInstance<DecisionService>(
            services,
            past,
            ActivatorUtilities.CreateInstance<DecisionEmails>(services, past, letters),
            ActivatorUtilities.CreateInstance<CertificateService>(services, past)
        );
    }

    private object[] CreatePartsAt(DateTimeOffset at)
    {
        var past = new FixedTimeProvider(at.ToInstant());
        var emails = ActivatorUtilities.CreateInstance<RequestEmails>(services, past);
        return [past, emails, ActivatorUtilities.CreateInstance<RequestStarter>(services, past, emails)];
    }

    private sealed record DemoTask(Guid Id, string PartyId, bool IsNotified, bool IsEnded);
}
