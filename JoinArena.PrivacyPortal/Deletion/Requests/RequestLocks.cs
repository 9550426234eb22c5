using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>
/// Row locks, held until the caller's transaction ends. On SQLite a transaction has been the only writer since it
/// began, so there is nothing more to lock.
/// </summary>
internal static class RequestLocks
{
    extension(PortalDbContext db)
    {
        /// <summary>
        /// Waits for the right to change a request. Jobs that each notify one of three hundred parties queue up here
        /// instead of undoing each other's work, so lock first and load afterwards.
        /// </summary>
        /// <returns>False if there is no such request; on SQLite loading it says that.</returns>
        public async Task<bool> LockRequestAsync(Guid id, CancellationToken ct)
        {
            if (!db.Database.IsNpgsql())
                return id != Guid.Empty;

            // Not FOR UPDATE: that would also block inserts of rows that refer to the request.
            var locked = await db
                .Database.SqlQuery<Guid>($"""SELECT "Id" FROM "DeletionRequests" WHERE "Id" = {id} FOR NO KEY UPDATE""")
                .ToListAsync(ct);
            return locked.Count == 1;
        }

        /// <summary>The same for the request of a task.</summary>
        public async Task<bool> LockRequestOfTaskAsync(Guid taskId, CancellationToken ct)
        {
            if (!db.Database.IsNpgsql())
                return true;

            var id = await db.QueryRequestOfTask(taskId).Select(r => r.Id).SingleOrDefaultAsync(ct);
            return await db.LockRequestAsync(id, ct);
        }

        /// <summary>
        /// Waits until no other request of the worker is being started, so that each sees what the others already ask
        /// of a party.
        /// </summary>
        public async Task LockWorkerAsync(string id, CancellationToken ct)
        {
            if (!db.Database.IsNpgsql())
                return;

            await db
                .Database.SqlQuery<string>($"""SELECT "Id" FROM "Workers" WHERE "Id" = {id} FOR NO KEY UPDATE""")
                .ToListAsync(ct);
        }
    }
}
