using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>The parties JoinArena has announced, and how each is notified.</summary>
public sealed class PartyRegister(
    IDbContextFactory<PortalDbContext> contexts,
    IDataProtectionProvider protection,
    ConnectorSettings callable,
    RecipeCatalog recipes,
    IPartyCounter counter,
    TimeProvider clock
)
{
    private readonly IDataProtector _secrets = protection.CreateProtector("connector-secret");

    /// <summary>
    /// Announces a party, or replaces everything that was announced about it. Without a connector a person notifies it; a
    /// webhook keeps its secret.
    /// </summary>
    /// <param name="by">The name of the key that announces it; null for the portal itself.</param>
    /// <returns>
    /// The announced party, with the secret that was made for its webhook if none was given (shown only this once); or
    /// every invalid field, and then nothing is changed.
    /// </returns>
    public async Task<Result<PartyAnnounced, InvalidFields>> AnnounceAsync(
        string id,
        PartyAnnouncement announcement,
        CancellationToken ct,
        string? by = null
    )
    {
        var errors = announcement.Validate(id, callable, recipes);
        if (errors.Count > 0)
            return new InvalidFields(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var party = await db.Parties.SingleOrDefaultAsync(p => p.Id == id, ct);
        var isNew = party is null;
        if (party?.MergedInto is { } remaining && FindErrorOfMerged(party, remaining, announcement) is { } error)
            return new InvalidFields(error);
        _ = KebabCase.TryParse<PartyKind>(announcement.Kind, out var kind);
        if (party is not null && await FindErrorOfKindAsync(db, party, kind, ct) is { } kindError)
            return new InvalidFields(kindError);
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
        party.Kind = kind;
        party.Country =
            announcement.Country is { } country && CountryCode.TryReadCountry(country, out var code, out _)
                ? code
                : null;
        party.Website = announcement.Website;
        party.PrivacyContact = announcement.PrivacyContact is { } contact ? EmailAddress.GetText(contact) : null;
        // Reports under the id of a merged party are assessed by the kind of this one.
        if (!isNew)
        {
            await db
                .Parties.Where(p => p.MergedInto == id)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.Kind, kind), ct);
        }

        // A merged party is notified as the party it was merged into.
        var secret = party.MergedInto is null
            ? await SetConnectorAsync(
                db,
                party,
                announcement.Connector ?? ConnectorAnnouncement.Default,
                isNew ? null : by,
                ct
            )
            : null;
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new PartyAnnounced(id, isNew, secret);
    }

    /// <summary>
    /// What would have to be announced to leave the party as it is; null if there is no such party. Secrets are not shown.
    /// </summary>
    public async Task<PartyAnnouncement?> FindAnnouncementAsync(string id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var party = await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);
        return party is null ? null : PartyAnnouncement.FromParty(party);
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
        List<FieldError> errors = [.. announcement.Validate(callable, recipes)];
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

        var secret = await SetConnectorAsync(db, party, announcement, by, ct);
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
                $"This party was merged into {remaining}, whose kind is {merged.Kind.ToKebabCase()}. "
                    + $"Change the kind of {remaining} instead."
            )
            : null;
    }

    // What was disclosed is covered, or not, by the kind that the party had then.
    private async Task<FieldError?> FindErrorOfKindAsync(
        PortalDbContext db,
        Party party,
        PartyKind kind,
        CancellationToken ct
    )
    {
        if (party.Kind == kind || (await counter.CountAsync(db, [party.Id], ct)).Count == 0)
            return null;
        return new(
            "/kind",
            $"Disclosures to or from this party were reported while it was announced as {party.Kind.ToKebabCase()}, "
                + "so its kind can no longer change. Announce it under another id."
        );
    }

    /// <param name="by">Who changes it, for the party's history; null leaves no entry.</param>
    private async Task<string?> SetConnectorAsync(
        PortalDbContext db,
        Party party,
        ConnectorAnnouncement announcement,
        string? by,
        CancellationToken ct
    )
    {
        var connector = party.Connector;
        var before = (connector.Type, connector.Url, connector.Email, connector.Recipe);
        var formerSecret = connector.ProtectedSecret;
        var secret = SetConnector(connector, announcement);
        var isElsewhere = before != (connector.Type, connector.Url, connector.Email, connector.Recipe);
        if (by is null || (!isElsewhere && formerSecret == connector.ProtectedSecret))
            return secret;
        await db.RecordPartyChangeAsync(
            new()
            {
                PartyId = party.Id,
                At = clock.GetInstant(),
                ChangedBy = by,
                Kind = isElsewhere ? PartyChangeKind.Connected : PartyChangeKind.SecretReplaced,
                Connector = connector.Type,
            },
            ct
        );
        return secret;
    }

    private string? SetConnector(Connector connector, ConnectorAnnouncement announcement)
    {
        _ = KebabCase.TryParse<ConnectorType>(announcement.Type, out var type);
        connector.Type = type;
        connector.Url = announcement.Url;
        connector.Email = announcement.Email is { } email ? EmailAddress.GetText(email) : null;
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
