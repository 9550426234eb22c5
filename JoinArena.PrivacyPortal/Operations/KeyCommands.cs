using System.CommandLine;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>keys create</c>, <c>keys list</c> and <c>keys revoke</c>.</summary>
internal static class KeyCommands
{
    public static Command Create(CommandFactory command) =>
        new("keys", "Keys for the API.") { CreateKey(command), ListKeys(command), RevokeKey(command) };

    private static Command CreateKey(CommandFactory command)
    {
        var name = new Option<string>("--name") { Description = "The system that will use the key.", Required = true };
        var scopes = new Option<string[]>("--scope")
        {
            Description =
                $"What the key allows: {string.Join(", ", Scopes.All)}; "
                + $"{Scopes.GetErasuresScope("PARTY")} allows the erasures of one party only.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var expires = InstantOption.Create("--expires", "When the key expires; without this option it does not.");
        return command("create", "Creates a key and prints it once.", CreateAsync, name, scopes, expires);

        async Task<int> CreateAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var key = await services
                .GetRequiredService<ApiKeyStore>()
                .CreateAsync(
                    parsed.GetRequiredValue(name),
                    parsed.GetRequiredValue(scopes),
                    parsed.GetValue(expires),
                    ct
                );
            return key.IsSuccess ? Print(key.Value) : Fail(Explain(key.Error), CommandLine.Usage);
        }
    }

    private static string Explain(ApiKeyError error) =>
        error switch
        {
            ApiKeyError.NameMissing => "--name: give a name of 1 to 100 characters",
            ApiKeyError.NameTaken =>
                "--name: a key with this name already exists; give another name, or revoke that key first",
            ApiKeyError.UnknownScope => $"--scope: give one or more of {string.Join(", ", Scopes.All)}, "
                + $"or {Scopes.GetErasuresScope("acme-llm")} for one party only",
            ApiKeyError.AlreadyExpired => "--expires: give a date or an instant in the future; for example 2027-12-31",
        };

    private static Command ListKeys(CommandFactory command)
    {
        return command("list", "Lists all keys by name. The keys themselves are never shown.", ListAsync);

        static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            foreach (var key in await services.GetRequiredService<ApiKeyStore>().ListAsync(ct))
            {
                var state =
                    key.RevokedAt is { } revoked ? $"revoked {revoked.ToIso()}"
                    : key.ExpiresAt is { } expires ? $"expires {expires.ToIso()}"
                    : "open";
                var use = key.LastUsedAt is { } used ? $"used {used.ToIso()}" : "never used";
                Print($"{key.Name}\t{string.Join(' ', key.Scopes)}\tcreated {key.CreatedAt.ToIso()}\t{state}\t{use}");
            }

            return CommandLine.Done;
        }
    }

    private static Command RevokeKey(CommandFactory command)
    {
        var name = new Argument<string>("NAME");
        return command("revoke", "Revokes a key. It stops working at once.", RevokeAsync, name);

        async Task<int> RevokeAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct) =>
            await services.GetRequiredService<ApiKeyStore>().RevokeAsync(parsed.GetRequiredValue(name), ct)
                ? Print("Revoked.")
                : Fail("No open key has this name; 'keys list' shows all keys.");
    }
}
