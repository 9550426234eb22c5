using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>A portal that is there, and a folder for its data.</summary>
public abstract class CommandLineTestBase : IAsyncLifetime
{
    protected static Dictionary<string, string> NothingSet { get; } = [];
    protected DirectoryInfo Data { get; } = Directory.CreateTempSubdirectory("jpp-cli-");

    // Commands work on a portal that is there.
    public Task InitializeAsync() => SqliteDatabase.WriteMigratedAsync(Path.Combine(Data.FullName, "portal.db"));

    public Task DisposeAsync()
    {
        Data.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
