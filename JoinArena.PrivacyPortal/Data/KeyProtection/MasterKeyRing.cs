using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>
/// Encrypts the data-protection keys, which seal cookies, links and secrets, with a key that is not in the database: who
/// has a copy of the database alone can forge and read nothing with it. The key is in a file, one key a line, the
/// newest first; the first encrypts, all decrypt.
/// </summary>
internal sealed class MasterKeyRing : IConfigureOptions<KeyManagementOptions>
{
    private const string Header =
        "# Encrypts the data-protection keys in the database. Keep this file secret, and a copy of it safe.";

    private static readonly XName s_requiresEncryption =
        XNamespace.Get("http://schemas.asp.net/2015/03/dataProtection") + "requiresEncryption";

    private readonly MasterKeyOptions _options;
    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly ILogger<MasterKeyRing> _log;
    private readonly Lazy<IReadOnlyList<MasterKey>> _keys;

    public MasterKeyRing(
        MasterKeyOptions options,
        IDbContextFactory<PortalDbContext> contexts,
        ILogger<MasterKeyRing> log
    )
    {
        (_options, _contexts, _log) = (options, contexts, log);
        _keys = new(ReadOrCreate);
    }

    /// <summary>The key that encrypts.</summary>
    public MasterKey Current => _keys.Value[0];

    /// <summary>The key with this id, or null.</summary>
    public MasterKey? Find(string? id) => _keys.Value.FirstOrDefault(key => key.Id == id);

    /// <summary>
    /// Reads the key file, or makes it for a database that has no keys yet. Call it once the database has its schema,
    /// before data protection is used: that would hide the exception.
    /// </summary>
    /// <exception cref="ConfigurationException">The key file is not the one of this database.</exception>
    public void Open() => _ = _keys.Value;

    public void Configure(KeyManagementOptions options) => options.XmlEncryptor = new MasterKeyEncryptor(this);

    private IReadOnlyList<MasterKey> ReadOrCreate()
    {
        var stored = ReadStored();
        var isMissing = !File.Exists(_options.KeyFile);
        IReadOnlyList<MasterKey> keys = isMissing ? [] : ReadFile();
        // A new file would make new keys in silence, beside those that can no longer be read: everybody would be signed
        // out, and no authenticator app, sealed link or webhook secret would work any more.
        if (stored.KeyIds.Any(id => keys.All(key => key.Id != id)))
        {
            throw CreateFault(
                isMissing ? "the file does not exist" : "the file holds another key",
                "the database has data-protection keys that were encrypted with it; copy the file from another node or "
                    + "from a backup"
            );
        }

        if (stored.PlainCount > 0)
        {
            _log.LogWarning(
                "{Count} data-protection keys in the database are not encrypted; whoever has a copy of it can forge "
                    + "sign-ins. docs/operations.md says how to replace them.",
                stored.PlainCount
            );
        }

        if (isMissing)
        {
            SecretFile.CreateIfMissing(_options.KeyFile, () => $"{Header}\n{MasterKey.CreateLine()}\n");
            keys = ReadFile();
        }

        if (SecretFile.IsOpenToOthers(_options.KeyFile))
        {
            _log.LogWarning(
                "Others can read {KeyFile}, which encrypts the data-protection keys; restrict it with chmod 600.",
                _options.KeyFile
            );
        }

        return keys;
    }

    private List<MasterKey> ReadFile()
    {
        var lines = File.ReadAllLines(_options.KeyFile).Select(line => line.Trim());
        List<MasterKey> keys = [];
        foreach (var line in lines.Where(line => line is not ("" or ['#', ..])))
            keys.Add(MasterKey.Parse(line) ?? throw CreateInvalidFileFault());
        return keys.Count > 0 ? keys : throw CreateInvalidFileFault();
    }

    private Stored ReadStored()
    {
        using var db = _contexts.CreateDbContext();
        // Before the first start the database has no tables.
        if (!db.Database.GetAppliedMigrations().Any())
            return new([], 0);
        XElement[] elements =
        [
            .. db
                .DataProtectionKeys.AsNoTracking()
                .Select(key => key.Xml)
                .AsEnumerable()
                .OfType<string>()
                .SelectMany(xml => XElement.Parse(xml).Descendants()),
        ];
        return new(
            [.. elements.Where(e => e.Name == MasterKeyEncryptor.Element).Select(MasterKeyEncryptor.ReadKeyId)],
            elements.Count(e => (bool?)e.Attribute(s_requiresEncryption) is true)
        );
    }

    private ConfigurationException CreateInvalidFileFault() =>
        CreateFault("the file holds no valid key", "restore it from a backup");

    private ConfigurationException CreateFault(string wrong, string whatToDo) =>
        ConfigurationException.ForSetting(
            "Portal__Keys__KeyFile",
            $"'{_options.KeyFile}': {wrong}; {whatToDo}",
            "/etc/joinarena/data-protection.key"
        );

    private sealed record Stored(IReadOnlyList<string?> KeyIds, int PlainCount);
}
