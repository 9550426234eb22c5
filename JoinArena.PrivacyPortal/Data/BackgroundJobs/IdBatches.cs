namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>
/// Goes through rows in batches, by id. A row that fails stays due; whatever number of them there are, the others are
/// reached in the same run.
/// </summary>
internal static class IdBatches
{
    /// <summary>How many rows a batch has at most.</summary>
    public const int Size = 100;

    /// <param name="findAfter">Finds the next ids after the given one, in their order, at most <see cref="Size"/>.</param>
    /// <param name="process">Processes a row. It does not throw where a row fails.</param>
    public static Task ForEachAsync(Func<Guid, Task<List<Guid>>> findAfter, Func<Guid, Task> process) =>
        ForEachAsync(Guid.Empty, findAfter, id => id, process);

    /// <param name="start">What comes before every id.</param>
    /// <param name="findAfter">
    /// Finds the next rows after the given id, in the order of their ids, at most <see cref="Size"/>.
    /// </param>
    /// <param name="getId">The id of a row.</param>
    /// <param name="process">Processes a row. It does not throw where a row fails.</param>
    public static async Task ForEachAsync<TRow, TId>(
        TId start,
        Func<TId, Task<List<TRow>>> findAfter,
        Func<TRow, TId> getId,
        Func<TRow, Task> process
    )
    {
        var after = start;
        List<TRow> batch;
        do
        {
            batch = await findAfter(after);
            foreach (var row in batch)
            {
                await process(row);
                after = getId(row);
            }
        } while (batch.Count == Size);
    }
}
