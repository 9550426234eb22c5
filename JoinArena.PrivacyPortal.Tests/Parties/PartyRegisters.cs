using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Parties;

/// <summary>The register of parties on a database without a portal.</summary>
internal static class PartyRegisters
{
    /// <summary>The shipped recipes.</summary>
    public static readonly RecipeCatalog Recipes = RecipeCatalog.Load(Repository.GetPath("policies"));

    public static PartyRegister Create(
        IDbContextFactory<PortalDbContext> contexts,
        TimeProvider clock,
        IDataProtectionProvider? protection = null,
        ConnectorSettings? callable = null
    ) =>
        new(
            contexts,
            protection ?? new EphemeralDataProtectionProvider(),
            callable ?? new(),
            Recipes,
            new PartyCounter(),
            clock
        );
}
