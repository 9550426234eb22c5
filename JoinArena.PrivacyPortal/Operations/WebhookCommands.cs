using System.CommandLine;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>webhooks …</c>: JoinArena's own systems that receive this portal's events.</summary>
internal static class WebhookCommands
{
    public static Command Create(CommandFactory command) =>
        new("webhooks", "JoinArena's own systems that receive this portal's events.")
        {
            Add(command),
            List(command),
            Rotate(command),
            Remove(command),
        };

    private static Command Add(CommandFactory command)
    {
        var url = new Option<string>("--url") { Description = "The https address to send events to.", Required = true };
        var types = new Option<string[]>("--type")
        {
            Description = $"The types of events to send: {string.Join(", ", WebhookTypes.Subscribable)}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        return command(
            "add",
            "Adds a subscriber and prints its id and its signing secret. The secret is shown only once.",
            AddAsync,
            url,
            types
        );

        async Task<int> AddAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var added = await services
                .GetRequiredService<WebhookSubscribers>()
                .AddAsync(parsed.GetRequiredValue(url), parsed.GetRequiredValue(types), ct);
            return added.IsSuccess
                ? Print($"{added.Value.Id}\t{added.Value.Secret}")
                : Fail(Explain(added.Error), CommandLine.Usage);
        }
    }

    private static string Explain(SubscriptionError error) =>
        error switch
        {
            SubscriptionError.AddressNotAllowed =>
                "--url: give an https address on the public internet, without user name and password; "
                    + "for development, Portal__Connectors__AllowPrivateNetworks=true allows other addresses",
            SubscriptionError.UnknownType =>
                $"--type: give one or more of {string.Join(", ", WebhookTypes.Subscribable)}",
        };

    private static Command List(CommandFactory command)
    {
        return command("list", "Lists all subscribers. Secrets are never shown.", ListAsync);

        static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var subscribers = await services.GetRequiredService<WebhookSubscribers>().ListAsync(ct);
            foreach (var (subscription, isDisabled) in subscribers)
            {
                var state = isDisabled ? "disabled: it answered 410" : "open";
                var types = string.Join(' ', subscription.Types);
                Print(
                    $"{subscription.Id}\t{subscription.Url}\t{types}\tsince {subscription.CreatedAt.ToIso()}\t{state}"
                );
            }

            return CommandLine.Done;
        }
    }

    private static Command Rotate(CommandFactory command)
    {
        var id = new Argument<Guid>("ID");
        return command(
            "rotate",
            "Gives a subscriber a new secret and prints it once. For 24 hours the old secret signs as well.",
            RotateAsync,
            id
        );

        async Task<int> RotateAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var subscribers = services.GetRequiredService<WebhookSubscribers>();
            var secret = await subscribers.RotateSecretAsync(parsed.GetRequiredValue(id), ct);
            return secret is null ? FailNotFound() : Print(secret);
        }
    }

    private static Command Remove(CommandFactory command)
    {
        var id = new Argument<Guid>("ID");
        return command("remove", "Removes a subscriber. Events not yet delivered are dropped.", RemoveAsync, id);

        async Task<int> RemoveAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct) =>
            await services.GetRequiredService<WebhookSubscribers>().RemoveAsync(parsed.GetRequiredValue(id), ct)
                ? Print("Removed.")
                : FailNotFound();
    }

    private static int FailNotFound() => Fail("No subscriber has this id; 'webhooks list' shows all subscribers.");
}
