using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>The parties JoinArena has announced, and how each is notified.</summary>
public sealed class PartyRegister(
    IDbContextFactory<PortalDbContext> contexts,
    IDataProtectionProvider protection,
    ConnectorSettings callable,
    TimeProvider clock
)
{
    private readonly IDataProtector _secrets = protection.CreateProtector("connector-secret");

    /// <summary>Announces a party, or changes what was announced about it.</summary>
    /// <returns>
    /// The announced party, with the secret that was made for its webhook if none was given (shown only this once); or
    /// every invalid field, and then nothing is changed.
    /// </returns>
    public async Task<Result<PartyAnnounced, InvalidFields>> AnnounceAsync(
        string id,
        PartyAnnouncement announcement,
        CancellationToken ct
    )
    {
        var errors = announcement.Validate(id, callable);
        if (errors.Count > 0)
            return new InvalidFields(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var party = await db.Parties.SingleOrDefaultAsync(p => p.Id == id, ct);
        var isNew = party is null;
        if (party?.MergedInto is { } remaining && FindErrorOfMerged(party, remaining, announcement) is { } error)
            return new InvalidFields(error);
        party ??= db
            .Parties.Add(
                new Party
                {
                    Id = id,
                    Name = "",
                    Kind = default,
                    Connector = new() { Type = ConnectorType.Manual },
                }
            )
            .Entity;
        party.Name = announcement.Name!.Trim();
        _ = KebabCase.TryParse<PartyKind>(announcement.Kind, out var kind);
        party.Kind = kind;
        party.Country =
            announcement.Country is { } country && CountryCode.TryReadCountry(country, out var code, out _)
                ? code
                : null;
        party.Website = announcement.Website;
        party.PrivacyContact = announcement.PrivacyContact;
        // Reports under the id of a merged party are assessed by the kind of this one.
        if (!isNew)
        {
            await db
                .Parties.Where(p => p.MergedInto == id)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.Kind, kind), ct);
        }

        var secret = announcement.Connector is { } connector ? SetConnector(party.Connector, connector) : null;
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new PartyAnnounced(id, isNew, secret);
    }

    /// <summary>Changes how a party is notified, for an administrator.</summary>
    /// <param name="by">The administrator, by their sign-in.</param>
    /// <returns>
    /// The party, with the secret that was made for its webhook (shown only this once); or every invalid field, and then
    /// nothing is changed.
    /// </returns>
    public async Task<Result<PartyAnnounced, InvalidFields>> SetConnectorAsync(
        string id,
        ConnectorAnnouncement announcement,
        string by,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [.. announcement.Validate(callable)];
        if (errors.Count > 0)
            return new InvalidFields(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Parties.SingleOrDefaultAsync(p => p.Id == id && p.MergedInto == null, ct) is not { } party)
        {
            return new InvalidFields(
                new FieldError("/partyId", "There is no such party, or it was merged into another.")
            );
        }

        var before = (party.Connector.Type, party.Connector.Url);
        var secret = SetConnector(party.Connector, announcement);
        var kind =
            announcement.Rotate && before == (party.Connector.Type, party.Connector.Url)
                ? PartyChangeKind.SecretReplaced
                : PartyChangeKind.Connected;
        db.PartyChanges.Add(
            new()
            {
                PartyId = id,
                At = clock.GetInstant(),
                ChangedBy = by,
                Kind = kind,
                Connector = party.Connector.Type,
            }
        );
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new PartyAnnounced(id, IsNew: false, secret);
    }

    private static FieldError? FindErrorOfMerged(Party merged, string remaining, PartyAnnouncement announcement)
    {
        if (announcement.Connector is not null)
        {
            return new(
                "/connector",
                $"This party was merged into {remaining}. Set the connector of {remaining} instead."
            );
        }

        return KebabCase.TryParse<PartyKind>(announcement.Kind, out var kind) && kind != merged.Kind
            ? new(
                "/kind",
                $"This party was merged into {remaining}, whose kind is {KebabCase.ToKebabCase(merged.Kind)}. "
                    + $"Change the kind of {remaining} instead."
            )
            : null;
    }

    private string? SetConnector(Connector connector, ConnectorAnnouncement announcement)
    {
        _ = KebabCase.TryParse<ConnectorType>(announcement.Type, out var type);
        connector.Type = type;
        connector.Url = announcement.Url;
        connector.Email = announcement.Email;
        connector.Recipe = announcement.Recipe;
        if (type is not ConnectorType.Webhook)
        {
            connector.ProtectedSecret = null;
            connector.ProtectedFormerSecret = null;
            connector.FormerSecretUntil = null;
            return null;
        }

        var former = connector.ProtectedSecret is { } kept ? _secrets.Unprotect(kept) : null;
        if (
            (announcement.Secret is null && former is not null && !announcement.Rotate)
            || (announcement.Secret is not null && announcement.Secret == former)
        )
        {
            return null;
        }

        var secret = announcement.Secret ?? WebhookSecret.Generate();
        if (former is not null)
        {
            connector.ProtectedFormerSecret = connector.ProtectedSecret;
            connector.FormerSecretUntil = clock.GetInstant() + WebhookSecret.RotationOverlap;
        }

        connector.ProtectedSecret = _secrets.Protect(secret);
        return announcement.Secret is null ? secret : null;
    }

    /// <summary>The secrets that sign a party's webhook now: one, or two while a secret is being replaced.</summary>
    public IReadOnlyList<string> GetActiveSecrets(Connector connector)
    {
        var former = connector.FormerSecretUntil > clock.GetInstant() ? connector.ProtectedFormerSecret : null;
        return [.. new[] { connector.ProtectedSecret, former }.OfType<string>().Select(_secrets.Unprotect)];
    }
}

/// <summary>A party that was announced.</summary>
/// <param name="Secret">The webhook secret that was made for it, shown once; null when none was made.</param>
public sealed record PartyAnnounced(string Id, bool IsNew, string? Secret);
