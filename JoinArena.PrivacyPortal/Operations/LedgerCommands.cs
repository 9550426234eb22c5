using System.CommandLine;
using System.CommandLine.Invocation;
using JoinArena.PrivacyPortal.Ledger.Audit;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>ledger …</c>: checks this portal's log or any other, and exports the log as files.</summary>
internal static class LedgerCommands
{
    public static Command Create(CommandFactory command) =>
        new("ledger", "The transparency log.")
        {
            Verify(command),
            Export(command),
            LedgerKeyCommands.CreateRotateKey(command),
            LedgerKeyCommands.CreateBeginAnew(command),
        };

    private static Command Verify(CommandFactory command)
    {
        var url = new Option<string>("--url")
        {
            Description =
                "The address of a portal, or of a folder that serves a log. "
                + "Without this option the command reads this portal's own database.",
        };
        var key = new Option<string>("--key")
        {
            Description =
                "The verifier key of the log. "
                + "Without this option the command trusts the key that the log itself publishes.",
        };
        var since = new Option<string>("--since")
        {
            Description = "A file with an earlier checkpoint. The log must continue it.",
        };
        var verify = command(
            "verify",
            "Computes the whole tree again from its entries and checks every tile, the signature, "
                + "and that the log continues an earlier checkpoint.",
            VerifyAsync,
            url,
            key,
            since
        );
        // Anyone can check a log with this program, also where there is no portal.
        var verifyOwn = (AsynchronousCommandLineAction)verify.Action!;
        verify.SetAction(
            (parsed, ct) =>
                parsed.GetValue(url) is null ? verifyOwn.InvokeAsync(parsed, ct) : VerifyAsync(null, parsed, ct)
        );
        return verify;

        async Task<int> VerifyAsync(IServiceProvider? services, ParseResult parsed, CancellationToken ct)
        {
            VerifierKey? trusted = null;
            if (parsed.GetValue(key) is { } given && !VerifierKey.TryParse(given.Trim(), out trusted))
            {
                return Fail(
                    $"--key: '{given}' is not a verifier key; for example "
                        + $"privacy.example.com/ledger+c74f20a3+ARpc2QcU…",
                    CommandLine.Usage
                );
            }

            string? earlier = null;
            if (parsed.GetValue(since) is { } file)
            {
                if (!File.Exists(file))
                    return Fail($"--since: the file '{file}' does not exist", CommandLine.Usage);
                earlier = await File.ReadAllTextAsync(file, ct);
            }

            if (parsed.GetValue(url) is not { } address)
                return await VerifyOwnLogAsync(services!, trusted, earlier, ct);
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                return Fail(
                    $"--url: '{address}' is not a web address; for example https://privacy.example.com",
                    CommandLine.Usage
                );
            }

            return await VerifyRemoteLogAsync(uri, trusted, earlier, ct);
        }
    }

    private static async Task<int> VerifyOwnLogAsync(
        IServiceProvider services,
        VerifierKey? trusted,
        string? earlier,
        CancellationToken ct
    )
    {
        var log = services.GetRequiredService<LedgerLog>();
        var key = trusted ?? services.GetRequiredService<PortalKey>().Verifier;
        var code = await AuditAsync(log, key, earlier, ct);
        // Of a log that is damaged this often names the very entry, where its files name 256 of them.
        if (await services.GetRequiredService<RecordAudit>().RunAsync(ct) is { } finding)
            return Fail(finding.ToString());
        return code == CommandLine.Done ? Print("Every record that has not been erased matches its leaf.") : code;
    }

    private static async Task<int> VerifyRemoteLogAsync(
        Uri address,
        VerifierKey? trusted,
        string? earlier,
        CancellationToken ct
    )
    {
        using var http = new HttpClient();
        try
        {
            var log = new RemoteLog(http, address);
            trusted ??= await log.ReadClaimedKeyAsync(ct);
            return trusted is null
                ? Fail("The log publishes no verifier key; give one with --key")
                : await AuditAsync(log, trusted, earlier, ct);
        }
        catch (HttpRequestException fault)
        {
            return Fail($"{address}: {fault.Message}");
        }
    }

    private static Command Export(CommandFactory command)
    {
        var directory = new Argument<string>("DIR")
        {
            Description =
                "The folder to write to; it is created if it does not exist. "
                + "If you run the command again, it adds only what is new.",
        };
        return command(
            "export",
            "Writes the published log as files that any web server can serve.",
            ExportAsync,
            directory
        );

        async Task<int> ExportAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var folder = parsed.GetRequiredValue(directory);
            var export = await services.GetRequiredService<LogExport>().WriteAsync(folder, ct);
            return export.IsSuccess
                ? Print($"{Counted(export.Value, "entry is", "entries are")} in {folder}.")
                : Fail(Explain(export.Error, folder));
        }
    }

    private static string Explain(LogExportError error, string folder) =>
        error switch
        {
            LogExportError.NothingSigned =>
                "No checkpoint is signed yet. Start the portal: it signs the first one within seconds.",
            LogExportError.OtherLog =>
                $"The checkpoint in {folder} is not one that this log continues. Nothing was written. "
                    + "Give a folder that is empty or does not exist yet; a new log needs a new address too.",
            LogExportError.FolderIsNewer =>
                $"The checkpoint in {folder} covers more entries than this database. Nothing was written. "
                    + "Keep the folder: it shows what was signed before an old copy was restored. "
                    + "Restore a newer copy, or begin a new log with 'ledger begin-anew'.",
        };

    private static async Task<int> AuditAsync(ILogSource log, VerifierKey key, string? since, CancellationToken ct)
    {
        var audit = await new LogAudit(log, key).RunAsync(since, ct);
        if (!audit.IsSuccess)
            return Fail(audit.Error.ToString());
        var checkpoint = audit.Value;
        Print(
            $"The log is intact. {checkpoint.Origin} has {Counted(checkpoint.Size, "entry", "entries")} "
                + $"under the root {checkpoint.Root}, signed with"
        );
        Print(key.ToString());
        return since is null ? CommandLine.Done : Print("It continues the earlier checkpoint.");
    }
}
