using System.CommandLine;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>Makes a verb that needs the portal's parts, composed but not started.</summary>
internal delegate Command CommandFactory(
    string name,
    string description,
    Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> act,
    params ReadOnlySpan<Symbol> symbols
);

/// <summary><c>webhooks …</c>: which of JoinArena's own systems hear what happens here.</summary>
internal static class WebhookCommands
{
    public static Command Create(CommandFactory verb) =>
        new("webhooks", "JoinArena's own systems that are told what happens here.")
        {
            Add(verb),
            List(verb),
            Rotate(verb),
            Remove(verb),
        };

    private static Command Add(CommandFactory verb)
    {
        var url = new Option<string>("--url") { Description = "The https address to tell.", Required = true };
        var types = new Option<string[]>("--type")
        {
            Description = $"What to tell: {string.Join(", ", WebhookTypes.Subscribable)}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        return verb(
            "add",
            "Adds a subscriber and prints its id and its signing secret, once.",
            async (services, parsed, ct) =>
            {
                var added = await services
                    .GetRequiredService<WebhookSubscribers>()
                    .AddAsync(parsed.GetRequiredValue(url), parsed.GetRequiredValue(types), ct);
                return added.IsSuccess
                    ? Say($"{added.Value.Id}\t{added.Value.Secret}")
                    : Fail(
                        added.Error switch
                        {
                            SubscriptionError.AddressNotAllowed =>
                                "--url: give an https address on the public Internet, without user and password; Portal__Connectors__AllowPrivateNetworks=true allows others for development",
                            SubscriptionError.UnknownType =>
                                $"--type: give one or more of {string.Join(", ", WebhookTypes.Subscribable)}",
                        },
                        CommandLine.Usage
                    );
            },
            url,
            types
        );
    }

    private static Command List(CommandFactory verb) =>
        verb(
            "list",
            "Lists every subscriber; never the secrets.",
            async (services, _, ct) =>
            {
                foreach (
                    var (subscription, disabled) in await services
                        .GetRequiredService<WebhookSubscribers>()
                        .ListAsync(ct)
                )
                {
                    Say(
                        $"{subscription.Id}\t{subscription.Url}\t{string.Join(' ', subscription.Types)}\tsince {subscription.CreatedAt.ToIso()}\t{(disabled ? "disabled: it answered 410" : "open")}"
                    );
                }

                return CommandLine.Done;
            }
        );

    private static Command Rotate(CommandFactory verb)
    {
        var id = new Argument<Guid>("ID");
        return verb(
            "rotate",
            "Gives a subscriber a new secret and prints it, once; the old one signs too for 24 hours.",
            async (services, parsed, ct) =>
                await services
                    .GetRequiredService<WebhookSubscribers>()
                    .RotateSecretAsync(parsed.GetRequiredValue(id), ct)
                    is { } secret
                    ? Say(secret)
                    : NoSuchOne(),
            id
        );
    }

    private static Command Remove(CommandFactory verb)
    {
        var id = new Argument<Guid>("ID");
        return verb(
            "remove",
            "Ends a subscription; what has not been told yet is not told any more.",
            async (services, parsed, ct) =>
                await services.GetRequiredService<WebhookSubscribers>().RemoveAsync(parsed.GetRequiredValue(id), ct)
                    ? Say("Removed.")
                    : NoSuchOne(),
            id
        );
    }

    private static int NoSuchOne() =>
        Fail("There is no subscriber of that id; 'webhooks list' shows them.", CommandLine.CheckFailed);

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
