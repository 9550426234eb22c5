using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>Another node of the same portal: the same database and key files, and nothing else in common.</summary>
public sealed class SecondNodePortal(PortalOnPostgres first) : Portal
{
    protected override Task PrepareAsync() => Task.CompletedTask;

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["Portal:Database:Provider"] = nameof(DatabaseProvider.Postgres);
        settings["ConnectionStrings:Portal"] = first.Connection;
        settings["Portal:Ledger:KeyFile"] = Path.Combine(first.DataDirectory, "ledger", "signing.key");
        settings["Portal:Keys:KeyFile"] = Path.Combine(first.DataDirectory, "data-protection.key");
    }
}
