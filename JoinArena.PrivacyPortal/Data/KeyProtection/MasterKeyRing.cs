using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>
/// Encrypts the data-protection keys, which seal cookies, links and secrets, with a key that is not in the database:
/// someone who has only a copy of the database can forge and read nothing with it. The key is in a file, one key a line, the
/// newest first; the first encrypts, all decrypt. Or it is a certificate of the operator's: then the key file only
/// decrypts what it encrypted before, and none is made.
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
    private readonly Lazy<IReadOnlyList<IMasterKey>> _keys;

    public MasterKeyRing(
        MasterKeyOptions options,
        IDbContextFactory<PortalDbContext> contexts,
        ILogger<MasterKeyRing> log
    )
    {
        _options = options;
        _contexts = contexts;
        _log = log;
        _keys = new(ReadOrCreate);
    }

    /// <summary>The key that encrypts.</summary>
    public IMasterKey Current => _keys.Value[0];

    /// <summary>The key with this id, or null.</summary>
    public IMasterKey? Find(string? id) => _keys.Value.FirstOrDefault(key => key.Id == id);

    /// <summary>
    /// Reads the certificate and the key file, or makes the latter for a database that has no keys yet. Call it once the
    /// database has its schema, before data protection is used: that would hide the exception.
    /// </summary>
    /// <exception cref="ConfigurationException">The file is not the one of this database.</exception>
    public void Open() => _ = _keys.Value;

    public void Configure(KeyManagementOptions options) => options.XmlEncryptor = new MasterKeyEncryptor(this);

    private List<IMasterKey> ReadOrCreate()
    {
        var stored = ReadStored();
        List<IMasterKey> keys = [];
        if (_options.CertificateFile is { } file)
            keys.AddRange(CertificateFile.Read(file, _options.CertificatePassword));
        var hasKeyFile = File.Exists(_options.KeyFile);
        if (hasKeyFile)
            keys.AddRange(ReadFile());
        // A new key would make new keys in silence, beside those that can no longer be read: everybody would be signed
        // out, and no authenticator app, sealed link or webhook secret would work any more.
        if (stored.KeyIds.FirstOrDefault(id => keys.All(key => key.Id != id)) is { } missing)
            throw CreateMissingKeyFault(missing, hasKeyFile);

        if (stored.PlainCount > 0)
        {
            _log.LogWarning(
                "{Count} data-protection keys in the database are not encrypted; anyone with a copy of it can forge "
                    + "sign-ins. docs/operations.md says how to replace them.",
                stored.PlainCount
            );
        }

        if (keys.Count == 0)
        {
            SecretFile.CreateIfMissing(_options.KeyFile, () => $"{Header}\n{MasterKey.CreateLine()}\n");
            keys.AddRange(ReadFile());
        }

        WarnIfOpenToOthers(_options.KeyFile);
        if (_options.CertificateFile is { } certificateFile)
            WarnIfOpenToOthers(certificateFile);
        return keys;
    }

    private void WarnIfOpenToOthers(string file)
    {
        if (File.Exists(file) && SecretFile.IsOpenToOthers(file))
        {
            _log.LogWarning(
                "Others can read {KeyFile}, which encrypts the data-protection keys; restrict it with chmod 600.",
                file
            );
        }
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
            [
                .. elements
                    .Where(e => e.Name == MasterKeyEncryptor.Element)
                    .Select(e => MasterKeyEncryptor.ReadKeyId(e) ?? ""),
            ],
            elements.Count(e => (bool?)e.Attribute(s_requiresEncryption) is true)
        );
    }

    private ConfigurationException CreateMissingKeyFault(string keyId, bool hasKeyFile)
    {
        if (CertificateKey.IsCertificate(keyId))
        {
            return CertificateFile.CreateFault(
                _options.CertificateFile ?? "",
                _options.CertificateFile is null ? "no file is named" : "the file holds another certificate",
                "the database has data-protection keys that were encrypted with a certificate; name the file with that "
                    + "certificate and its private key"
            );
        }

        return CreateFault(
            hasKeyFile ? "the file holds another key" : "the file does not exist",
            "the database has data-protection keys that were encrypted with it; copy the file from another node or "
                + "from a backup"
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

    private sealed record Stored(IReadOnlyList<string> KeyIds, int PlainCount);
}
