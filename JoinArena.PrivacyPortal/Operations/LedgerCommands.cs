using System.CommandLine;
using JoinArena.PrivacyPortal.Ledger.Audit;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>ledger …</c>: checking a log, this portal's own or any other, and giving it out as files.</summary>
internal static class LedgerCommands
{
    public static Command Create(CommandFactory verb) =>
        new("ledger", "The transparency log.")
        {
            Verify(verb),
            Export(verb),
            LedgerKeyCommands.CreateRotateKey(verb),
            LedgerKeyCommands.CreateBeginAnew(verb),
        };

    private static Command Verify(CommandFactory verb)
    {
        var url = new Option<string>("--url")
        {
            Description =
                "Of a portal, or of the folder a log is served from; without it, this portal's own database is read.",
        };
        var key = new Option<string>("--key")
        {
            Description =
                "The verifier key the log must be signed with; without it, the key that the log itself gives out is believed.",
        };
        var since = new Option<string>("--since")
        {
            Description = "A file with an earlier checkpoint, which the log must continue.",
        };
        return verb(
            "verify",
            "Recomputes the whole tree from its entries, and checks every tile, the signature and what came before.",
            async (services, parsed, ct) =>
            {
                VerifierKey? trusted = null;
                if (parsed.GetValue(key) is { } told && !VerifierKey.TryParse(told.Trim(), out trusted))
                {
                    return Fail(
                        $"--key: '{told}' is no verifier key; for example privacy.example.com/ledger+c74f20a3+ARpc2QcU…",
                        CommandLine.Usage
                    );
                }

                string? earlier = null;
                if (parsed.GetValue(since) is { } file)
                {
                    if (!File.Exists(file))
                        return Fail($"--since: there is no file '{file}'", CommandLine.Usage);
                    earlier = await File.ReadAllTextAsync(file, ct);
                }

                if (parsed.GetValue(url) is not { } address)
                {
                    var code = await AuditAsync(
                        services.GetRequiredService<LedgerLog>(),
                        trusted ?? services.GetRequiredService<PortalKey>().Verifier,
                        earlier,
                        ct
                    );
                    if (code != CommandLine.Done)
                        return code;
                    return await services.GetRequiredService<RecordAudit>().RunAsync(ct) is { } finding
                        ? Fail(finding.ToString(), CommandLine.CheckFailed)
                        : Say("Every record that was not forgotten is what its leaf commits to.");
                }

                if (!Uri.TryCreate(address, UriKind.Absolute, out var where) || where.Scheme is not ("http" or "https"))
                {
                    return Fail(
                        $"--url: '{address}' is no address; for example https://privacy.example.com",
                        CommandLine.Usage
                    );
                }

                using var http = new HttpClient();
                try
                {
                    var log = new RemoteLog(http, where);
                    trusted ??= await log.ReadClaimedKeyAsync(ct);
                    return trusted is null
                        ? Fail("the log gives out no verifier key; name it with --key", CommandLine.CheckFailed)
                        : await AuditAsync(log, trusted, earlier, ct);
                }
                catch (HttpRequestException fault)
                {
                    return Fail($"{address}: {fault.Message}", CommandLine.CheckFailed);
                }
            },
            url,
            key,
            since
        );
    }

    private static Command Export(CommandFactory verb)
    {
        var directory = new Argument<string>("DIR")
        {
            Description = "Where to; made if missing. Run again, it adds what is new.",
        };
        return verb(
            "export",
            "Writes the published log as files that any web server can give out.",
            async (services, parsed, ct) =>
            {
                var size = await services
                    .GetRequiredService<LogExport>()
                    .WriteAsync(parsed.GetRequiredValue(directory), ct);
                return size is { } entries
                    ? Say($"{entries} entries are in {parsed.GetRequiredValue(directory)}.")
                    : Fail(
                        "No checkpoint is signed yet: the portal has not served since it has a ledger.",
                        CommandLine.CheckFailed
                    );
            },
            directory
        );
    }

    private static async Task<int> AuditAsync(ILogSource log, VerifierKey key, string? since, CancellationToken ct)
    {
        var audit = await new LogAudit(log, key).RunAsync(since, ct);
        if (!audit.IsSuccess)
            return Fail(audit.Error.ToString(), CommandLine.CheckFailed);
        Say(
            $"The log is whole. {audit.Value.Origin} has {audit.Value.Size} entries under the root {audit.Value.Root}, signed with"
        );
        Say(key.ToString());
        return since is null ? CommandLine.Done : Say("It continues the earlier checkpoint.");
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return CommandLine.Done;
    }

    private static int Fail(string text, int exitCode)
    {
        Console.Error.WriteLine(text);
        return exitCode;
    }
}
