using System.Security.Cryptography;
using System.Xml.Linq;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.KeyProtection;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Data.KeyProtection;

/// <summary>Who has the database alone can open and forge nothing, on both databases.</summary>
public abstract class MasterKeyRingTests(TestDatabase database) : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-master-key-");

    private string KeyFile => Path.Combine(_directory.FullName, "kept-apart", "data-protection.key");

    public async Task InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.DataProtectionKeys.ExecuteDeleteAsync();
    }

    public Task DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_first_start_makes_the_file_for_its_owner_alone_and_no_key_is_stored_in_clear()
    {
        await using var first = Start(KeyFile);
        var cookie = ProtectorOf(first).Protect("a sign-in");

        File.Exists(KeyFile).ShouldBeTrue();
        SecretFile.IsOpenToOthers(KeyFile).ShouldBeFalse();
        var stored = await ReadStoredAsync();
        stored.ShouldContain("masterKeyEncrypted");
        stored.ShouldNotContain("requiresEncryption");
        stored.ShouldNotContain("<masterKey>");

        await using var next = Start(KeyFile);
        ProtectorOf(next).Unprotect(cookie).ShouldBe("a sign-in");
    }

    [Fact]
    public async Task A_node_without_the_file_does_not_start_and_makes_none()
    {
        await using (var first = Start(KeyFile))
            ProtectorOf(first).Protect("a sign-in");
        var elsewhere = Path.Combine(_directory.FullName, "empty", "data-protection.key");

        await using var node = Start(elsewhere);
        var fault = Should.Throw<ConfigurationException>(() => ProtectorOf(node));

        fault.Message.ShouldStartWith($"Portal__Keys__KeyFile: '{elsewhere}': the file does not exist; ");
        fault.Message.ShouldContain("copy the file from another node or from a backup");
        File.Exists(elsewhere).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_portals_file_opens_nothing()
    {
        await using (var first = Start(KeyFile))
            ProtectorOf(first).Protect("a sign-in");
        await File.WriteAllTextAsync(KeyFile, MasterKey.CreateLine());

        await using var thief = Start(KeyFile);

        Should
            .Throw<ConfigurationException>(() => ProtectorOf(thief))
            .Message.ShouldContain("the file holds another key");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment")]
    [InlineData("too-short")]
    public async Task A_file_without_a_valid_key_stops_the_start(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        await File.WriteAllTextAsync(KeyFile, content);

        await using var node = Start(KeyFile);

        Should.Throw<ConfigurationException>(() => ProtectorOf(node)).Message.ShouldContain("holds no valid key");
    }

    [Fact]
    public async Task A_new_first_line_encrypts_from_then_on_and_the_old_one_still_opens_what_it_closed()
    {
        string before;
        await using (var first = Start(KeyFile))
            before = ProtectorOf(first).Protect("before");
        var newest = MasterKey.CreateLine();
        await File.WriteAllTextAsync(KeyFile, $"{newest}\n{await File.ReadAllTextAsync(KeyFile)}");

        await using var next = Start(KeyFile);
        ProtectorOf(next).Unprotect(before).ShouldBe("before");
        next.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));

        (await ReadStoredAsync()).ShouldContain(MasterKey.Parse(newest)!.Id);
    }

    [Fact]
    public async Task A_key_that_was_changed_in_the_database_does_not_open()
    {
        await using (var first = Start(KeyFile))
            ProtectorOf(first).Protect("a sign-in");
        var key = MasterKey.Parse((await File.ReadAllLinesAsync(KeyFile))[1])!;
        var stored = XElement.Parse(await ReadStoredAsync()).Descendants("masterKeyEncrypted").Single();
        key.Decrypt(stored.Value).ShouldNotBeEmpty();
        var changed = Convert.FromBase64String(stored.Value);
        changed[changed.Length / 2] ^= 1;

        Should.Throw<CryptographicException>(() => key.Decrypt(Convert.ToBase64String(changed)));
    }

    [Fact]
    public async Task Keys_that_an_earlier_program_stored_in_clear_are_warned_about_at_each_start()
    {
        await using (
            var earlier = Start(
                KeyFile,
                services => services.PostConfigure<KeyManagementOptions>(keys => keys.XmlEncryptor = null)
            )
        )
        {
            ProtectorOf(earlier).Protect("a sign-in");
        }

        var log = new WarningCollector();

        await using var portal = Start(KeyFile, services => services.AddLogging(logging => logging.AddProvider(log)));
        ProtectorOf(portal);

        log.Warnings.ShouldHaveSingleItem().ShouldContain("1 data-protection keys in the database are not encrypted");
    }

    // As the portal does once the database has its schema.
    private static IDataProtector ProtectorOf(IServiceProvider services)
    {
        services.GetRequiredService<MasterKeyRing>().Open();
        return services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    private async Task<string> ReadStoredAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return string.Concat(await db.DataProtectionKeys.Select(k => k.Xml).ToListAsync());
    }

    // As the portal does it.
    private ServiceProvider Start(string keyFile, Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection();
        services
            .AddLogging()
            .AddSingleton(database.Contexts)
            .AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        services.AddPortalDataProtection(new(keyFile));
        change?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private sealed class WarningCollector : ILoggerProvider, ILogger
    {
        public List<string> Warnings { get; } = [];

        public ILogger CreateLogger(string categoryName) =>
            categoryName == typeof(MasterKeyRing).FullName ? this : NullLogger.Instance;

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Warnings.Add(formatter(state, exception));
    }

    public sealed class OnSqlite(SqliteDatabase database) : MasterKeyRingTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : MasterKeyRingTests(database),
            IClassFixture<PostgresDatabase>;
}
