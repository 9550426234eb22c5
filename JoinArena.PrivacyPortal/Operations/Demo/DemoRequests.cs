using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>The demo's two deletion requests: one that is completed and one that is in progress.</summary>
internal sealed class DemoRequests(IServiceProvider services, TimeProvider clock)
{
    private static readonly Actor s_officer = Actor.Officer("officer@example.com");

    public async Task LoadAsync(CancellationToken ct)
    {
        await LoadAsync(DeletionScope.OfInterview("int-nurse"), daysAgo: 150, answers: int.MaxValue, ct);
        await LoadAsync(
            DeletionScope.OfCategories(DataCategory.InterviewRecording, DataCategory.InterviewImage),
            daysAgo: 9,
            answers: 2,
            ct
        );
    }

    private async Task LoadAsync(DeletionScope scope, int daysAgo, int answers, CancellationToken ct)
    {
        var asked = clock.GetInstant().AddDays(-daysAgo);
        var number = DemoData.GetValueOrThrow(
            await CreateServiceAt(asked).SubmitAsync(DemoPeople.Jonas, scope, null, ct)
        );
        DemoData.GetValueOrThrow(
            await CreateServiceAt(asked).ConfirmAsync(DemoPeople.Jonas, number, new StepUpProof(asked), ct)
        );
        DemoData.GetValueOrThrow(
            await CreateServiceAt(asked.AddHours(2)).NotifyPartiesNowAsync(DemoPeople.Jonas, number, ct)
        );

        var tasks = await TasksAsync(number, ct);
        for (var n = 0; n < tasks.Count; n++)
        {
            var at = asked.AddHours(6 + (n * 19));
            if (!tasks[n].IsNotified)
            {
                DemoData.GetValueOrThrow(
                    await CreateProgressServiceAt(at).MarkNotifiedAsync(tasks[n].Id, s_officer, ct)
                );
            }

            if (n < answers)
            {
                DemoData.GetValueOrThrow(
                    await CreateProgressServiceAt(at.AddHours(3))
                        .RecordAsync(
                            tasks[n].Id,
                            new(n == 3 ? TaskOutcome.NothingHeld : TaskOutcome.Erased),
                            s_officer,
                            ct
                        )
                );
            }
        }
    }

    private async Task<List<(Guid Id, bool IsNotified)>> TasksAsync(string number, CancellationToken ct)
    {
        await using var db = await services
            .GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .SingleAsync(r => r.Number == number, ct);
        return
        [
            .. request.Tasks.OrderBy(t => t.PartyName, StringComparer.Ordinal).Select(t => (t.Id, t.State.IsNotified)),
        ];
    }

    // The use cases with a clock in the past, created as the container would create them.
    private RequestService CreateServiceAt(DateTimeOffset at) =>
        ActivatorUtilities.CreateInstance<RequestService>(services, [.. CreatePartsAt(at)]);

    private RequestProgressService CreateProgressServiceAt(DateTimeOffset at) =>
        ActivatorUtilities.CreateInstance<RequestProgressService>(services, [.. CreatePartsAt(at)]);

    private object[] CreatePartsAt(DateTimeOffset at)
    {
        var past = new FixedTimeProvider(at.ToInstant());
        var emails = ActivatorUtilities.CreateInstance<RequestEmails>(services, past);
        return [past, emails, ActivatorUtilities.CreateInstance<RequestStarter>(services, past, emails)];
    }
}
