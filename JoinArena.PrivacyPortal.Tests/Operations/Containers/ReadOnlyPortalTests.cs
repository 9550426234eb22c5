using System.Net;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Operations.Containers;

/// <summary>The portal as its container image runs it.</summary>
public sealed class ReadOnlyPortalTests(ReadOnlyPortal portal) : IClassFixture<ReadOnlyPortal>
{
    [RootFact]
    public async Task A_self_contained_portal_without_root_runtime_or_shell_and_on_a_read_only_disk_starts_serves_and_stops()
    {
        await portal.StartAsync();
        using var visitor = new HttpClient { BaseAddress = portal.Url };

        (await visitor.GetStringAsync(new Uri("/health/ready", UriKind.Relative))).ShouldBe("Healthy");
        var person = await new HtmlClient(portal.Url).GoToAsync("/account/register");
        person.Status.ShouldBe(200);
        await person
            .Type("Email", "robin@people.example")
            .Type("Password", "a long pass phrase")
            .PressAsync("Create account");
        person.Status.ShouldBe(200);
        (await visitor.GetAsync(new Uri("/policy", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await portal.SendTerminationAsync();
        (await portal.WaitForEndAsync()).ShouldBe(0);
        File.Exists(Path.Combine(portal.DataDirectory, "portal.db")).ShouldBeTrue();
    }
}

/// <summary>A test that only root can run, on Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Skip = "Only root can make a namespace with a read-only root.";
    }
}
