using System.CommandLine;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>ledger rotate-key</c> and <c>ledger begin-anew</c>.</summary>
internal static class LedgerKeyCommands
{
    public static Command CreateRotateKey(CommandFactory verb)
    {
        var finish = new Option<bool>("--finish") { Description = "Ends the handover: the earlier key is destroyed." };
        return verb(
            "rotate-key",
            "Gives the log a new signing key under its name; checkpoints are signed with the earlier one too, until --finish.",
            (services, parsed, _) =>
            {
                var options = services.GetRequiredService<LedgerOptions>();
                if (parsed.GetValue(finish))
                {
                    return Task.FromResult(
                        KeyHistory.FinishRotation(options)
                            ? Say("The earlier key is destroyed. Restart the portal.")
                            : Fail("No handover is under way.")
                    );
                }

                if (KeyHistory.Rotate(options) is not { } made)
                    return Task.FromResult(Fail("A handover is under way; end it with --finish first."));
                Say(made.ToString());
                return Task.FromResult(
                    Say(
                        "Restart the portal, give this key to the log's witnesses and to whoever checks it, and then run 'ledger rotate-key --finish'. What was signed before is checked with the keys at /ledger/keys."
                    )
                );
            },
            finish
        );
    }

    public static Command CreateBeginAnew(CommandFactory verb)
    {
        var origin = new Argument<string>("ORIGIN")
        {
            Description = "The new log's name, such as privacy.example.com/ledger/2.",
        };
        var frozen = new Option<string>("--frozen")
        {
            Description = "The folder that the old log is written to, to be served from there for ever.",
            Required = true,
        };
        var oldKeys = new Option<string[]>("--old-key")
        {
            Description = "A verifier key of the old log, where the key's file is lost.",
            AllowMultipleArgumentsPerToken = true,
        };
        return verb(
            "begin-anew",
            "Ends a log whose key is lost, or which was rolled back, and takes its entries into a new one. Only while the portal is stopped.",
            async (services, parsed, ct) =>
            {
                var keys = new List<VerifierKey>();
                foreach (var text in parsed.GetValue(oldKeys) ?? [])
                {
                    if (!VerifierKey.TryParse(text, out var key) || key.Type is not KeyType.Ed25519)
                        return Fail($"--old-key: '{text}' is no verifier key of a log", CommandLine.Usage);
                    keys.Add(key);
                }

                var begun = await services
                    .GetRequiredService<LogReset>()
                    .StartNewLogAsync(parsed.GetRequiredValue(origin), parsed.GetRequiredValue(frozen), keys, ct);
                if (!begun.IsSuccess)
                {
                    return Fail(
                        begun.Error switch
                        {
                            LogResetError.NotAName =>
                                "ORIGIN: a name has neither white space nor a plus sign, for example privacy.example.com/ledger/2",
                            LogResetError.SameName =>
                                "ORIGIN: the log there is has this name; give the new one another, for example with /2 at its end",
                            LogResetError.FolderNotEmpty => "--frozen: name a folder that is empty or not there yet",
                        },
                        CommandLine.Usage
                    );
                }

                Say(begun.Value.ToString());
                return Say(
                    $"Serve {parsed.GetRequiredValue(frozen)} for ever, name the new log wherever Portal__Ledger__Origin is set, start the portal, and tell witnesses and the public what happened."
                );
            },
            origin,
            frozen,
            oldKeys
        );
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return CommandLine.Done;
    }

    private static int Fail(string text, int exitCode = CommandLine.CheckFailed)
    {
        Console.Error.WriteLine(text);
        return exitCode;
    }
}
