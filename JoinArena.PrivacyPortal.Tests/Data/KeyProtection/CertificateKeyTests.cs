using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.KeyProtection;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Data.KeyProtection;

/// <summary>A certificate of the operator's encrypts the data-protection keys instead of the key file.</summary>
public sealed class CertificateKeyTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private const string Password = "opens the file";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-certificate-");

    private string KeyFile => Path.Combine(_directory.FullName, "data-protection.key");

    private string CertificateFile => Path.Combine(_directory.FullName, "data-protection.pfx");

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

    [Theory]
    [InlineData("pfx", Password)]
    [InlineData("pfx", null)]
    [InlineData("pem", Password)]
    [InlineData("pem", null)]
    public async Task A_certificate_encrypts_the_keys_and_no_key_file_is_made(string format, string? password)
    {
        using var certificate = Issue(2025);
        await WriteAsync(certificate, format, password);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(CertificateFile, UnixFileMode.UserRead);

        await using var first = Start(password);
        var cookie = ProtectorOf(first).Protect("a sign-in");

        File.Exists(KeyFile).ShouldBeFalse();
        var stored = await ReadStoredAsync();
        stored.ShouldContain("masterKeyEncrypted");
        stored.ShouldNotContain("<masterKey>");
        await using var next = Start(password);
        ProtectorOf(next).Unprotect(cookie).ShouldBe("a sign-in");
    }

    [Fact]
    public async Task After_the_key_file_a_certificate_encrypts_and_the_file_opens_what_it_closed()
    {
        string before;
        await using (var first = Start(password: null, hasCertificate: false))
            before = ProtectorOf(first).Protect("before");
        using var certificate = Issue(2025);
        await WriteAsync(certificate, "pfx", Password);

        await using var next = Start(Password);
        ProtectorOf(next).Unprotect(before).ShouldBe("before");
        CreateKey(next);

        (await ReadStoredAsync()).ShouldContain(new CertificateKey(certificate).Id);
    }

    [Fact]
    public async Task A_later_certificate_encrypts_and_the_earlier_one_beside_it_opens_what_it_closed()
    {
        using var earlier = Issue(2025);
        using var later = Issue(2026);
        await WriteAsync(earlier, "pfx", Password);
        string before;
        await using (var first = Start(Password))
            before = ProtectorOf(first).Protect("before");
        X509Certificate2Collection both = [earlier, later];
        await File.WriteAllBytesAsync(CertificateFile, both.Export(X509ContentType.Pkcs12, Password)!);

        await using var next = Start(Password);
        ProtectorOf(next).Unprotect(before).ShouldBe("before");
        CreateKey(next);

        (await ReadStoredAsync()).ShouldContain(new CertificateKey(later).Id);
    }

    [Fact]
    public async Task A_node_with_another_certificate_or_none_does_not_start_and_makes_no_key_file()
    {
        using var certificate = Issue(2025);
        await WriteAsync(certificate, "pfx", Password);
        await using (var first = Start(Password))
            ProtectorOf(first).Protect("a sign-in");

        await using var without = Start(password: null, hasCertificate: false);
        FaultOf(without).ShouldContain("no file is named; the database has data-protection keys");
        using var another = Issue(2025);
        await WriteAsync(another, "pfx", Password);
        await using var wrong = Start(Password);

        FaultOf(wrong).ShouldContain("the file holds another certificate; the database has data-protection keys");
        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_stops_the_start_with_one_line()
    {
        await using var node = Start("wrong");
        FaultOf(node).ShouldContain("the file does not exist; copy it there");

        using var certificate = Issue(2025);
        await WriteAsync(certificate, "pfx", Password);
        await using var guess = Start("wrong");
        FaultOf(guess).ShouldContain("that Portal__Keys__CertificatePassword opens; set the right password");
        await using var forgotten = Start(password: null);
        FaultOf(forgotten).ShouldContain("or needs a password; if it needs one, set Portal__Keys__CertificatePassword");

        await File.WriteAllTextAsync(CertificateFile, certificate.ExportCertificatePem());
        await using var half = Start(password: null);
        FaultOf(half).ShouldContain("the file holds no private key; put it into the same file");

        await File.WriteAllTextAsync(CertificateFile, "not a certificate");
        await using var text = Start(password: null);
        FaultOf(text).ShouldContain("the file holds no certificate");

        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signing = new CertificateRequest("CN=portal", curve, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(80)
        );
        await File.WriteAllBytesAsync(CertificateFile, signing.Export(X509ContentType.Pkcs12));
        await using var signer = Start(password: null);
        FaultOf(signer).ShouldContain("key is not RSA with at least 2048 bits");
    }

    private static X509Certificate2 Issue(int year)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=portal", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        var from = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return request.CreateSelfSigned(from, from.AddYears(1));
    }

    private async Task WriteAsync(X509Certificate2 certificate, string format, string? password)
    {
        if (format is "pfx")
        {
            await File.WriteAllBytesAsync(CertificateFile, certificate.Export(X509ContentType.Pkcs12, password));
            return;
        }

        using var rsa = certificate.GetRSAPrivateKey()!;
        var key = password is null
            ? rsa.ExportPkcs8PrivateKeyPem()
            : rsa.ExportEncryptedPkcs8PrivateKeyPem(
                password,
                new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 10_000)
            );
        await File.WriteAllTextAsync(CertificateFile, $"{certificate.ExportCertificatePem()}\n{key}\n");
    }

    // As the portal does once the database has its schema.
    private static IDataProtector ProtectorOf(IServiceProvider services)
    {
        services.GetRequiredService<MasterKeyRing>().Open();
        return services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    private static string FaultOf(IServiceProvider services)
    {
        var message = Should.Throw<ConfigurationException>(() => ProtectorOf(services)).Message;
        message.ShouldStartWith("Portal__Keys__CertificateFile: ");
        message.ShouldNotContain("\n");
        return message;
    }

    private static void CreateKey(IServiceProvider services) =>
        services
            .GetRequiredService<IKeyManager>()
            .CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));

    private async Task<string> ReadStoredAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return string.Concat(await db.DataProtectionKeys.Select(k => k.Xml).ToListAsync());
    }

    private ServiceProvider Start(string? password, bool hasCertificate = true)
    {
        var services = new ServiceCollection();
        services
            .AddLogging()
            .AddSingleton(database.Contexts)
            .AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        services.AddPortalDataProtection(new(KeyFile, hasCertificate ? CertificateFile : null, password));
        return services.BuildServiceProvider();
    }
}
