using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>The whole portal, with people who can sign in.</summary>
public sealed class DeletionPortal : Portal
{
    private static int s_people;

    /// <summary>A worker who is signed in, and whose recording each of these parties has.</summary>
    public async Task<(HtmlClient Browser, string Id)> SignInWorkerAsync(params string[] parties)
    {
        var id = await CreateWorkerAsync(parties);
        return (await SignedInAsync($"{id}@people.example", Roles.Worker), id);
    }

    /// <summary>A worker whose recording each of these parties has.</summary>
    /// <returns>Their id; a party's is that, a hyphen and its name.</returns>
    public async Task<string> CreateWorkerAsync(params string[] parties)
    {
        var api = await CreateApiClientAsync();
        var id = $"w-deletion-{Interlocked.Increment(ref s_people)}";
        await api.PutWorkerAsync(id, $"{id}@people.example", "Ana Lopes", "DE", "Europe/Lisbon");
        foreach (var party in parties)
        {
            await api.PutPartyAsync($"{id}-{party}", party, "hiring-company");
            await api.DiscloseAsync(Given.Disclosure(id, $"{id}-{party}", "hiring"));
        }

        return id;
    }

    /// <summary>Somebody of the team.</summary>
    public Task<HtmlClient> SignInStaffAsync(string role) => SignedInAsync($"{role}@team.example", role);

    private async Task<HtmlClient> SignedInAsync(string email, string role)
    {
        await Services
            .GetRequiredService<AccountSeeder>()
            .EnsureAsync(email, Given.Password, role, CancellationToken.None);
        return await SignInAsync(email);
    }
}
