using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>What every change of a request shares.</summary>
internal static class RequestTransactions
{
    private const int Tries = 4;

    /// <summary>What open pages of a request listen to.</summary>
    public static string ChangeSubject(string number) => $"deletion:{number}";

    /// <summary>The page where the privacy team works on it.</summary>
    public static string StaffPagePath(string number) => StaffPagePrefix + number;

    public const string StaffPagePrefix = "/staff/requests/";

    /// <summary>What the open queue of the privacy team listens to.</summary>
    public const string QueueChangeSubject = "deletion-queue";

    /// <summary>
    /// Waits for the turn to change a request and takes it until the end of the transaction: whoever read it before is
    /// refused and looks again.
    /// So jobs that each tell one of three hundred parties stand in line rather than undo one another.
    /// </summary>
    /// <returns>Whether there is such a request.</returns>
    public static async Task<bool> LockAsync(PortalDbContext db, Guid request, CancellationToken ct) =>
        await db
            .DeletionRequests.Where(r => r.Id == request)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Revision, r => r.Revision + 1), ct) == 1;

    /// <summary>
    /// Does it again from fresh data when somebody else changed the request, or what a party holds, in between.
    /// PostgreSQL only; SQLite's writes stand in line.
    /// </summary>
    public static Task RetryOnConflictAsync(Func<Task> change) =>
        RetryOnConflictAsync(async () =>
        {
            await change();
            return true;
        });

    /// <inheritdoc cref="RetryOnConflictAsync(Func{Task})"/>
    public static async Task<T> RetryOnConflictAsync<T>(Func<Task<T>> change)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await change();
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                continue;
            }
        }
    }
}
