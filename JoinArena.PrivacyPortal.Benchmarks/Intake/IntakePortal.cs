using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>A published portal that is ready for events: its parties and workers are announced, and the policy is accepted.</summary>
internal sealed class IntakePortal : IAsyncDisposable
{
    private readonly PublishWorkspace _workspace;

    private IntakePortal(PublishWorkspace workspace, IntakeDatabase database, PublishedSite site, string key)
    {
        _workspace = workspace;
        Database = database;
        Site = site;
        Key = key;
    }

    public IntakeDatabase Database { get; }

    /// <summary>The published program, which does not run yet.</summary>
    public PublishedSite Site { get; }

    /// <summary>A key for the API that may report disclosures.</summary>
    public string Key { get; }

    public static async Task<IntakePortal> CreateAsync(bool postgres, CancellationToken ct)
    {
        var workspace = new PublishWorkspace();
        IntakeDatabase? database = null;
        try
        {
            database = await IntakeDatabase.CreateAsync(workspace, postgres, ct);
            return await PrepareAsync(workspace, database, ct);
        }
        catch
        {
            if (database is not null)
                await database.DisposeAsync();
            workspace.Dispose();
            throw;
        }
    }

    private static async Task<IntakePortal> PrepareAsync(
        PublishWorkspace workspace,
        IntakeDatabase database,
        CancellationToken ct
    )
    {
        var site = await workspace.PublishPortalAsync(ct);
        Directory.CreateDirectory(site.DataDirectory);
        await site.RunCommandAsync(["migrate"], ct, database.Settings);
        var key = await site.RunCommandAsync(
            ["keys", "create", "--name", "benchmark", "--scope", "workers:write", "parties:write", "disclosures:write"],
            ct,
            database.Settings
        );
        await using (var before = await site.StartAsync("/", ct, database.Settings))
            await SampleEvents.AnnounceWorkersAndPartiesAsync(before.Address, key, ct);
        await database.AcceptPolicyAsync(ct);
        return new(workspace, database, site, key);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _workspace.Dispose();
    }
}
