using System.CommandLine;
using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Operations.Demo;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>Each verb: its words, and the one use case it calls.</summary>
internal static class PortalCommands
{
    public static void AddTo(RootCommand root, Func<string[], WebApplication> build)
    {
        root.Add(Policies());
        root.Add(Deadlines());
        root.Add(
            Verb(
                "migrate",
                "Brings the database to this program's schema.",
                (services, _, ct) => SucceedAfterAsync(services.GetRequiredService<Migrator>().MigrateAsync(ct))
            )
        );
        root.Add(Keys());
        root.Add(Staff());
        root.Add(WebhookCommands.Create(Verb));
        root.Add(DisclosureCommands.Create(Verb));
        root.Add(LedgerCommands.Create(Verb));
        root.Add(BackupCommands.CreateBackup(Verb));
        root.Add(BackupCommands.CreateRestore(Verb));
        root.Add(
            new Command("demo", "The demo data.")
            {
                Verb(
                    "load",
                    "Loads the demo data, which is fictional.",
                    (services, _, ct) => SucceedAfterAsync(services.GetRequiredService<DemoData>().LoadAsync(ct))
                ),
                PublishExample(),
            }
        );

        Command Keys() => new("keys", "Keys for the API.") { CreateKey(), ListKeys(), RevokeKey() };

        Command CreateKey()
        {
            var name = new Option<string>("--name") { Description = "Which system will hold it.", Required = true };
            var scopes = new Option<string[]>("--scope")
            {
                Description =
                    $"What it may do: {string.Join(", ", Scopes.All)}; {Scopes.GetErasuresScope("PARTY")} for the erasures of that party alone.",
                Required = true,
                AllowMultipleArgumentsPerToken = true,
            };
            var expires = new Option<DateTimeOffset?>("--expires")
            {
                Description =
                    "From when on it opens nothing: a day, or an instant (UTC where it names no offset). Without it the key has no end.",
                CustomParser = argument =>
                {
                    if (
                        DateTimeOffset.TryParse(
                            argument.Tokens[0].Value,
                            CultureInfo.InvariantCulture,
                            DateTimeStyles.AssumeUniversal,
                            out var instant
                        )
                    )
                    {
                        return instant;
                    }

                    argument.AddError(
                        $"--expires: '{argument.Tokens[0].Value}' is neither a day nor an instant; for example 2027-12-31"
                    );
                    return null;
                },
            };
            return Verb(
                "create",
                "Makes a key and prints it, once.",
                async (services, parsed, ct) =>
                {
                    var result = await services
                        .GetRequiredService<ApiKeyStore>()
                        .CreateAsync(
                            parsed.GetRequiredValue(name),
                            parsed.GetRequiredValue(scopes),
                            parsed.GetValue(expires)?.ToUniversalTime(),
                            ct
                        );
                    return result.IsSuccess
                        ? Say(result.Value)
                        : Fail(
                            result.Error switch
                            {
                                ApiKeyError.NameMissing => "--name: give a name of 1 to 100 characters",
                                ApiKeyError.NameTaken =>
                                    "--name: there is a key of that name; give another name, or revoke that one",
                                ApiKeyError.UnknownScope =>
                                    $"--scope: give one or more of {string.Join(", ", Scopes.All)}, or {Scopes.GetErasuresScope("acme-llm")} for one party alone",
                                ApiKeyError.AlreadyExpired =>
                                    "--expires: give a day or an instant to come, such as 2027-12-31",
                            },
                            CommandLine.Usage
                        );
                },
                name,
                scopes,
                expires
            );
        }

        Command ListKeys() =>
            Verb(
                "list",
                "Lists every key by name; never the keys themselves.",
                async (services, _, ct) =>
                {
                    foreach (var key in await services.GetRequiredService<ApiKeyStore>().ListAsync(ct))
                    {
                        Say(
                            $"{key.Name}\t{string.Join(' ', key.Scopes)}\tcreated {key.CreatedAt.ToIso()}\t{(key.RevokedAt is { } at ? $"revoked {at.ToIso()}" : key.ExpiresAt is { } end ? $"expires {end.ToIso()}" : "open")}\t{(key.LastUsedAt is { } used ? $"used {used.ToIso()}" : "never used")}"
                        );
                    }

                    return CommandLine.Done;
                }
            );

        Command RevokeKey()
        {
            var name = new Argument<string>("NAME");
            return Verb(
                "revoke",
                "Closes a key at once.",
                async (services, parsed, ct) =>
                    await services.GetRequiredService<ApiKeyStore>().RevokeAsync(parsed.GetRequiredValue(name), ct)
                        ? Say("Revoked.")
                        : Fail("There is no open key of that name; 'keys list' shows them.", CommandLine.CheckFailed),
                name
            );
        }

        Command PublishExample()
        {
            var version = new Argument<string>("VERSION")
            {
                Description = $"An example: {string.Join(" or ", DemoPolicies.AvailableVersions)}.",
            };
            var effective = new Option<DateTimeOffset?>("--effective")
            {
                Description = "From when on it is in force, such as 2027-01-01T00:00:00Z; now, when left out.",
            };
            return Verb(
                "publish",
                "Publishes an example of a later version in the demo, while it runs.",
                (services, parsed, _) =>
                {
                    var publication = services
                        .GetRequiredService<DemoPolicies>()
                        .Publish(parsed.GetRequiredValue(version), parsed.GetValue(effective)?.ToUniversalTime());
                    foreach (var finding in publication.Findings)
                        Console.WriteLine(finding);
                    if (publication.Findings.Count > 0)
                        return Task.FromResult(CommandLine.CheckFailed);
                    return Task.FromResult(
                        Say(
                            publication.Recorded.Count == 0
                                ? "It was published already."
                                : $"Published {string.Join(", ", publication.Recorded)}. A portal that runs on this data directory shows it within seconds."
                        )
                    );
                },
                version,
                effective
            );
        }

        Command Staff()
        {
            var email = new Argument<string>("EMAIL");
            var role = new Option<string>("--role")
            {
                Description = "officer, auditor or administrator.",
                Required = true,
            };
            role.AcceptOnlyFromAmong(Roles.Officer, Roles.Auditor, Roles.Administrator);
            var add = Verb(
                "add",
                "Invites somebody to the team; prints the link once.",
                async (services, parsed, ct) =>
                {
                    var link = await services
                        .GetRequiredService<StaffInvitationService>()
                        .InviteAsync(parsed.GetRequiredValue(email), parsed.GetRequiredValue(role), ct);
                    return link.IsSuccess
                        ? Say(link.Value.ToString())
                        : Fail(
                            link.Error switch
                            {
                                InvitationError.NotAnAddress =>
                                    "EMAIL: give an e-mail address, such as kim@example.com",
                                InvitationError.NotAStaffRole => "--role: give officer, auditor or administrator",
                            },
                            CommandLine.Usage
                        );
                },
                email,
                role
            );
            return new("staff", "The privacy team.") { add };
        }

        // A verb that needs the portal's parts, composed but not started. Its output is its answer, so only errors are
        // logged, and elsewhere.
        Command Verb(
            string name,
            string description,
            Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> act,
            params ReadOnlySpan<Symbol> symbols
        )
        {
            var command = new Command(name, description);
            foreach (var symbol in symbols)
            {
                if (symbol is Option option)
                    command.Add(option);
                else if (symbol is Argument argument)
                    command.Add(argument);
            }

            command.SetAction(
                async (parsed, ct) =>
                {
                    await using var app = build([
                        "--Logging:Console:LogLevel:Default=Error",
                        "--Logging:Console:LogToStandardErrorThreshold=Trace",
                    ]);
                    if (name is not ("migrate" or "restore"))
                        await app.Services.GetRequiredService<Migrator>().MigrateAsync(ct);
                    return await act(app.Services, parsed, ct);
                }
            );
            return command;
        }
    }

    private static Command Policies()
    {
        // The folder people edit, where there is one (dotnet run starts in the project's folder, beside which it lies);
        // else the one the program serves.
        var directory = new Argument<string>("DIR")
        {
            DefaultValueFactory = _ =>
                Array.Find(
                    ["policies", Path.Combine("..", "policies")],
                    d => Directory.Exists(Path.Combine(d, PolicyVersion.Policy))
                ) ?? PoliciesDirectory.GetPath(new ConfigurationBuilder().AddEnvironmentVariables().Build()),
            Description = "The policies folder.",
        };
        var check = new Command(
            "check",
            "Checks every version, the rules of deletion and the recipes, and says file and line of what is wrong."
        )
        {
            directory,
        };
        check.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(directory);
            List<ReviewFinding> findings =
            [
                .. PolicyCheck.Run(folder),
                .. DeadlineRules.Check(folder),
                .. RecipeCatalog.Check(folder),
            ];
            foreach (var finding in findings)
                Console.WriteLine(finding);
            return findings.Count == 0 ? Say("Nothing is wrong.") : CommandLine.CheckFailed;
        });

        var version = new Argument<string>("VERSION");
        var publish = new Command("publish", "Records the hash of a version's texts, after the check.")
        {
            version,
            directory,
        };
        publish.SetAction(parsed =>
        {
            var publication = PolicyPublication.Publish(
                parsed.GetRequiredValue(directory),
                parsed.GetRequiredValue(version)
            );
            foreach (var finding in publication.Findings)
                Console.WriteLine(finding);
            if (publication.Findings.Count > 0)
                return CommandLine.CheckFailed;
            return Say(
                publication.Recorded.Count == 0
                    ? "It was published already."
                    : $"Published {string.Join(", ", publication.Recorded)}."
            );
        });
        return new("policies", "The texts people accept.") { check, publish };
    }

    private static Command Deadlines()
    {
        var jurisdiction = new Argument<string>("JURISDICTION") { Description = "ISO 3166, such as DE or US-CA." };
        var received = new Argument<string>("RECEIVED") { Description = "An instant, such as 2027-01-31T22:30:00Z." };
        var command = new Command("deadlines", "Works out by when a deletion request must be answered, as JSON.")
        {
            jurisdiction,
            received,
        };
        command.SetAction(parsed =>
        {
            var text = parsed.GetRequiredValue(received);
            if (
                !DateTimeOffset.TryParse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var instant
                )
            )
            {
                return Fail($"RECEIVED: '{text}' is no instant; for example 2027-01-31T22:30:00Z", CommandLine.Usage);
            }

            var rules = DeadlineRules.Load(
                PoliciesDirectory.GetPath(new ConfigurationBuilder().AddEnvironmentVariables().Build())
            );
            return Say(DeadlineReport.ToJson(rules.ComputeDeadlines(parsed.GetRequiredValue(jurisdiction), instant)));
        });
        return command;
    }

    private static async Task<int> SucceedAfterAsync(Task work)
    {
        await work;
        return CommandLine.Done;
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
