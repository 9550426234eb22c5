using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>
/// Tells the team by mail which deadlines come near, and the administrators as well which have passed. Found from the requests themselves, so that a lost wake-up
/// loses nothing; each stage of each deadline is told once. What is due together is told in one mail.
/// </summary>
public sealed class DeadlineWatch(IDbContextFactory<PortalDbContext> contexts, DeadlineRules rules, TeamLetters letters, TimeProvider clock) : ISweep
{
    private const int BatchSize = 100;

    /// <summary>How many days ahead each stage begins.</summary>
    private const int Week = 7, Days = 2;

    public async Task SweepAsync(CancellationToken ct)
    {
        for (var found = BatchSize; found == BatchSize;) found = await RequestWrite.AgainIfChangedAsync(() => TellAsync(ct));
    }

    /// <summary>How near a deadline is on a day; null while it is far.</summary>
    internal static DeadlineStage? StageOf(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        < 0 => DeadlineStage.Overdue,
        <= Days => DeadlineStage.Days,
        <= Week => DeadlineStage.Week,
        _ => null,
    };

    private async Task<int> TellAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        List<Guid> due = [.. (await DueAsync(now, ct)).Order()];
        if (due.Count == 0) return 0;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        foreach (var id in due) await RequestWrite.LockAsync(db, id, ct);
        var requests = await db.DeletionRequests.Include(r => r.Tasks).Where(r => due.Contains(r.Id)).ToListAsync(ct);
        var unacknowledged = await (await CaseFiles.UnacknowledgedAsync(db, ct)).Where(r => due.Contains(r.Id)).Select(r => r.Id).ToHashSetAsync(ct);
        var (officers, administrators) = (await db.AddressesOfAsync([Roles.Officer], ct), await db.AddressesOfAsync([Roles.Administrator], ct));
        var told = new List<TeamNews>();
        foreach (var request in requests)
        {
            if (AnswerStage(Line.Of(request), now) is { } stage)
            {
                request.TellTeam(stage, now);
                told.Add(new(request, stage, IsOfReceipt: false));
            }

            if (ReceiptStage(Line.Of(request), unacknowledged.Contains(request.Id), now) is not { } receipt) continue;
            request.TellTeamOfReceipt(receipt, now);
            told.Add(new(request, receipt, IsOfReceipt: true));
        }

        letters.Write(db, told, officers, administrators, now);
        foreach (var number in told.Select(t => t.Request.Number).Distinct()) db.AnnounceChange(RequestWrite.Subject(number));
        db.AnnounceChange(RequestWrite.Queue);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        // Whatever another node has told meanwhile is found no more, so this comes to an end.
        return due.Count;
    }

    private async Task<List<Guid>> DueAsync(DateTimeOffset now, CancellationToken ct)
    {
        // The authority's day is at most one ahead of or behind that of UTC.
        var horizon = DateOnly.FromDateTime(now.UtcDateTime).AddDays(Week + 1);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var near = db.DeletionRequests.Where(r => (r.State == RequestState.Confirmed || r.State == RequestState.InProgress) && r.DueBy <= horizon && (r.TeamTold != DeadlineStage.Overdue || r.TeamTold == null || r.TeamToldFor != r.DueBy));
        var answers = await Lines(near).ToListAsync(ct);
        var receipts = await Lines((await CaseFiles.UnacknowledgedAsync(db, ct)).Where(r => r.AcknowledgeBy <= horizon && (r.TeamToldOfReceipt != DeadlineStage.Overdue || r.TeamToldOfReceipt == null))).ToListAsync(ct);
        return [.. answers.Where(l => AnswerStage(l, now) is not null).Select(l => l.Id).Concat(receipts.Where(l => ReceiptStage(l, isUnacknowledged: true, now) is not null).Select(l => l.Id)).Distinct().Take(BatchSize)];
    }

    private DeadlineStage? AnswerStage(Line line, DateTimeOffset now)
    {
        if (!line.State.IsOpen || (line.IsIdentityAwaited && StandsStill(line))) return null;
        var stage = StageOf(line.DueBy!.Value, rules.DayOf(line.Jurisdiction, now));
        return line.ToldFor == line.DueBy && stage <= line.Told ? null : stage;
    }

    private DeadlineStage? ReceiptStage(Line line, bool isUnacknowledged, DateTimeOffset now)
    {
        if (!isUnacknowledged || !line.State.IsOpen || line.AcknowledgeBy is not { } by) return null;
        var stage = StageOf(by, rules.DayOf(line.Jurisdiction, now));
        return stage <= line.ToldOfReceipt ? null : stage;
    }

    private bool StandsStill(Line line) => rules.IdentityChecks(line.Jurisdiction).All(c => c.Check.Effect is not IdentityEffect.None);

    private static IQueryable<Line> Lines(IQueryable<DeletionRequest> requests) => requests.AsNoTracking().OrderBy(r => r.DueBy).Select(r => new Line(
        r.Id, r.State, r.Jurisdiction, r.DueBy, r.AcknowledgeBy, r.IdentityAskedAt != null && r.IdentityProvenAt == null, r.TeamTold, r.TeamToldFor, r.TeamToldOfReceipt));

    private sealed record Line(
        Guid Id, RequestState State, string? Jurisdiction, DateOnly? DueBy, DateOnly? AcknowledgeBy, bool IsIdentityAwaited, DeadlineStage? Told, DateOnly? ToldFor, DeadlineStage? ToldOfReceipt)
    {
        public static Line Of(DeletionRequest r) => new(r.Id, r.State, r.Jurisdiction, r.DueBy, r.AcknowledgeBy, r.IsIdentityAwaited, r.TeamTold, r.TeamToldFor, r.TeamToldOfReceipt);
    }
}

/// <summary>Something the team is told about one request.</summary>
/// <param name="IsOfReceipt">Whether it is about confirming receipt, rather than about the answer.</param>
public sealed record TeamNews(DeletionRequest Request, DeadlineStage Stage, bool IsOfReceipt)
{
    /// <summary>The deadline it is about.</summary>
    public DateOnly Due => (IsOfReceipt ? Request.AcknowledgeBy : Request.DueBy)!.Value;
}
