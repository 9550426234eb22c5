using System.CommandLine;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>ledger rotate-key</c> and <c>ledger begin-anew</c>.</summary>
internal static class LedgerKeyCommands
{
    public static Command CreateRotateKey(CommandFactory command)
    {
        var finish = new Option<bool>("--finish") { Description = "Ends the key change and destroys the earlier key." };
        return command(
            "rotate-key",
            "Gives the log a new signing key. The log keeps its name. "
                + "Until you run the command with --finish, the earlier key signs checkpoints as well.",
            (services, parsed, _) =>
            {
                var options = services.GetRequiredService<LedgerOptions>();
                // Refuses a key that is not the log's, and a missing one.
                services.GetRequiredService<PortalKey>();
                return Task.FromResult(parsed.GetValue(finish) ? FinishRotation(options) : Rotate(options));
            },
            finish
        );
    }

    private static int FinishRotation(LedgerOptions options) =>
        KeyHistory.FinishRotation(options)
            ? Print("The earlier key is destroyed. Restart the portal.")
            : Fail("No key change is in progress.");

    private static int Rotate(LedgerOptions options)
    {
        if (KeyHistory.Rotate(options) is not { } key)
            return Fail("A key change is already in progress; end it first with --finish.");
        Print(key.ToString());
        return Print(
            "Restart the portal. Give this key to the log's witnesses and to everyone who checks the log. "
                + "Then run 'ledger rotate-key --finish'. "
                + "Earlier signatures are checked with the keys at /ledger/keys."
        );
    }

    public static Command CreateBeginAnew(CommandFactory command)
    {
        var origin = new Argument<string>("ORIGIN")
        {
            Description = "The name of the new log, such as privacy.example.com/ledger/2.",
        };
        var frozen = new Option<string>("--frozen")
        {
            Description = "The folder to write the old log to. Serve it permanently.",
            Required = true,
        };
        var oldKeys = new Option<string[]>("--old-key")
        {
            Description = "A verifier key of the old log, if its key file is lost.",
            AllowMultipleArgumentsPerToken = true,
        };
        return command(
            "begin-anew",
            "Ends a log whose key is lost, or whose database is older than its last checkpoint, "
                + "and puts its entries into a new log. Stop the portal first.",
            BeginAsync,
            origin,
            frozen,
            oldKeys
        );

        async Task<int> BeginAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var keys = new List<VerifierKey>();
            foreach (var text in parsed.GetValue(oldKeys) ?? [])
            {
                if (!VerifierKey.TryParse(text, out var key) || key.Type is not KeyType.Ed25519)
                    return Fail($"--old-key: '{text}' is not a verifier key of a log", CommandLine.Usage);
                keys.Add(key);
            }

            var folder = parsed.GetRequiredValue(frozen);
            var begun = await services
                .GetRequiredService<LogReset>()
                .StartNewLogAsync(parsed.GetRequiredValue(origin), folder, keys, ct);
            if (!begun.IsSuccess)
                return Fail(Explain(begun.Error), CommandLine.Usage);
            Print(begun.Value.ToString());
            return Print(
                $"Serve {folder} permanently. If Portal__Ledger__Origin is set, change it to the new name. "
                    + "Start the portal. Tell the witnesses and the public what happened."
            );
        }
    }

    private static string Explain(LogResetError error) =>
        error switch
        {
            LogResetError.NotAName =>
                "ORIGIN: a name contains no white space and no plus sign; for example privacy.example.com/ledger/2",
            LogResetError.SameName =>
                "ORIGIN: the current log has this name; give the new log another one, for example with /2 at its end",
            LogResetError.FolderNotEmpty => "--frozen: give a folder that is empty or does not exist yet",
        };
}
