namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>
/// Goes through rows in batches, by id. A row that fails stays due; whatever number of them there are, the others are
/// reached in the same run.
/// </summary>
internal static class IdBatches
{
    /// <summary>How many ids a batch has at most.</summary>
    public const int Size = 100;

    /// <param name="findAfter">Finds the next ids after the given one, in their order, at most <see cref="Size"/>.</param>
    /// <param name="process">Processes a row. It does not throw where a row fails.</param>
    public static async Task ForEachAsync(Func<Guid, Task<List<Guid>>> findAfter, Func<Guid, Task> process)
    {
        var after = Guid.Empty;
        List<Guid> batch;
        do
        {
            batch = await findAfter(after);
            foreach (var id in batch)
            {
                await process(id);
                after = id;
            }
        } while (batch.Count == Size);
    }
}
