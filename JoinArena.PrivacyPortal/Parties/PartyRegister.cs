using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>The parties and items JoinArena has announced.</summary>
public sealed class PartyRegister(
    IDbContextFactory<PortalDbContext> contexts,
    IDataProtectionProvider protection,
    ConnectorSettings callable,
    TimeProvider clock
)
{
    private readonly IDataProtector _secrets = protection.CreateProtector("connector-secret");

    /// <summary>Announces a party, or says what has changed about one.</summary>
    /// <returns>
    /// The secret its webhook was given because none was named, to be shown this once; or each field that is wrong, and
    /// then nothing is changed.
    /// </returns>
    public async Task<Result<PartyAnnounced, InvalidFields>> AnnounceAsync(
        string id,
        PartyAnnouncement said,
        CancellationToken ct
    )
    {
        var errors = said.Validate(id, callable);
        if (errors.Count > 0)
            return new InvalidFields(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var party = await db.Parties.SingleOrDefaultAsync(p => p.Id == id, ct);
        var isNew = party is null;
        if (party?.MergedInto is { } now && RefusedOfMerged(party, now, said) is { } refused)
            return new InvalidFields(refused);
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
        party.Name = said.Name!.Trim();
        _ = KebabCase.TryParse<PartyKind>(said.Kind, out var kind);
        party.Kind = kind;
        (party.Country, party.Website, party.PrivacyContact) = (said.Country, said.Website, said.PrivacyContact);
        // What is reported under the id of one that was found to be the same is judged as this one's.
        if (!isNew)
        {
            await db
                .Parties.Where(p => p.MergedInto == id)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.Kind, kind), ct);
        }

        var made = said.Connector is { } connector ? Connect(party.Connector, connector) : null;
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new PartyAnnounced(id, isNew, made);
    }

    /// <summary>Says anew how a party is told to erase, for an administrator.</summary>
    /// <param name="id">Which party.</param>
    /// <param name="said">How it is told from now on.</param>
    /// <param name="by">The administrator, by their sign-in.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>
    /// The secret its webhook was given, to be shown this once; or each field that is wrong, and then nothing is
    /// changed.
    /// </returns>
    public async Task<Result<PartyAnnounced, InvalidFields>> SetConnectorAsync(
        string id,
        ConnectorAnnouncement said,
        string by,
        CancellationToken ct
    )
    {
        List<FieldError> errors = [.. said.Validate(callable)];
        if (errors.Count > 0)
            return new InvalidFields(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Parties.SingleOrDefaultAsync(p => p.Id == id && p.MergedInto == null, ct) is not { } party)
            return new InvalidFields(new FieldError("/partyId", "There is no such party, or it is part of another."));
        var before = (party.Connector.Type, party.Connector.Url);
        var made = Connect(party.Connector, said);
        var kind =
            said.Rotate && before == (party.Connector.Type, party.Connector.Url)
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
        return new PartyAnnounced(id, IsNew: false, made);
    }

    private static FieldError? RefusedOfMerged(Party merged, string now, PartyAnnouncement said)
    {
        if (said.Connector is not null)
            return new("/connector", $"This party is one with {now}: say of that one how it is told.");
        return KebabCase.TryParse<PartyKind>(said.Kind, out var kind) && kind != merged.Kind
            ? new(
                "/kind",
                $"This party is one with {now}, which is {KebabCase.ToKebabCase(merged.Kind)}: change that one."
            )
            : null;
    }

    private string? Connect(Connector connector, ConnectorAnnouncement said)
    {
        _ = KebabCase.TryParse<ConnectorType>(said.Type, out var type);
        (connector.Type, connector.Url, connector.Email, connector.Recipe) = (type, said.Url, said.Email, said.Recipe);
        if (type is not ConnectorType.Webhook)
        {
            (connector.ProtectedSecret, connector.ProtectedFormerSecret, connector.FormerSecretUntil) = (
                null,
                null,
                null
            );
            return null;
        }

        var former = connector.ProtectedSecret is { } kept ? _secrets.Unprotect(kept) : null;
        if (
            (said.Secret is null && former is not null && !said.Rotate)
            || (said.Secret is not null && said.Secret == former)
        )
        {
            return null;
        }

        var secret = said.Secret ?? WebhookSecret.Generate();
        if (former is not null)
        {
            (connector.ProtectedFormerSecret, connector.FormerSecretUntil) = (
                connector.ProtectedSecret,
                clock.GetInstant() + WebhookSecret.RotationOverlap
            );
        }

        connector.ProtectedSecret = _secrets.Protect(secret);
        return said.Secret is null ? secret : null;
    }

    /// <summary>What a party's webhook is signed with now: one secret, or two while it is being replaced.</summary>
    public IReadOnlyList<string> GetActiveSecrets(Connector connector)
    {
        var former = connector.FormerSecretUntil > clock.GetInstant() ? connector.ProtectedFormerSecret : null;
        return [.. new[] { connector.ProtectedSecret, former }.OfType<string>().Select(_secrets.Unprotect)];
    }
}

/// <summary>A party that stands in the register.</summary>
/// <param name="Secret">The webhook secret made for it, shown once.</param>
public sealed record PartyAnnounced(string Id, bool IsNew, string? Secret);
