using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>What runs the portal elsewhere, checked by reading: no image can be built where these tests run.</summary>
public sealed partial class DeploymentFileTests
{
    private static readonly string[] s_container = File.ReadAllLines(Repository.GetPath("deploy/Containerfile"));
    private static readonly string[] s_unit = File.ReadAllLines(
        Repository.GetPath("deploy/systemd/joinarena-privacy-portal.service")
    );

    [Theory]
    [InlineData("deploy/Containerfile")]
    [InlineData("deploy/compose.yaml")]
    [InlineData("deploy/systemd/joinarena-privacy-portal.service")]
    public void A_deployment_file_names_only_settings_that_there_are(string file)
    {
        var named = Setting().Matches(File.ReadAllText(Repository.GetPath(file))).Select(m => m.Value).ToList();

        named.ShouldNotBeEmpty();
        foreach (var name in named)
        {
            var key = name.Replace("__", ":", StringComparison.Ordinal);
            SettingCatalog.Settings.ShouldContain(s => s.IsNamedBy(key), name);
        }
    }

    [Fact]
    public void The_container_runs_as_nobody_special_and_writes_to_its_volume_alone()
    {
        var last = s_container.Skip(
            Array.FindLastIndex(s_container, l => l.StartsWith("FROM ", StringComparison.Ordinal))
        );
        var lines = last.Select(l => l.Trim()).ToList();

        lines.ShouldContain("USER 1654");
        lines.ShouldContain("VOLUME /data");
        lines.ShouldContain(l => l.StartsWith("Portal__DataDirectory=/data", StringComparison.Ordinal));
        lines.ShouldContain("EXPOSE 8080");
        lines.ShouldContain(l => l.StartsWith("ENV ASPNETCORE_URLS=http://+:8080", StringComparison.Ordinal));
        lines.ShouldContain("ENTRYPOINT [\"./JoinArena.PrivacyPortal\"]");
        lines.ShouldContain(l =>
            l.Contains("CMD [\"./JoinArena.PrivacyPortal\", \"health\"]", StringComparison.Ordinal)
        );
        // No shell is there to run one.
        lines.ShouldNotContain(l => l.StartsWith("RUN ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_volume_belongs_to_the_user_who_writes_to_it()
    {
        // An engine gives a new volume the owner of the image's folder; without one it belongs to root.
        var user = s_container.Single(l => l.StartsWith("USER ", StringComparison.Ordinal))[5..];
        s_container.ShouldContain($"COPY --from=build --chown={user}:{user} /volumes/ /");
        var made = s_container
            .Single(l => l.StartsWith("RUN mkdir -p ", StringComparison.Ordinal))
            .Split(' ')
            .Where(word => word.StartsWith("/volumes/", StringComparison.Ordinal))
            .Select(word => word["/volumes".Length..])
            .ToList();

        var services = ReadCompose();
        var mounted = ((YamlSequenceNode)services["portal-1"]["volumes"]).Select(v => v.ToString().Split(':')[1]);
        made.Order().ShouldBe(mounted.Order());
        made.ShouldContain("/data", "it is the image's own volume");
    }

    [Fact]
    public void Both_nodes_of_compose_share_database_and_keys_and_one_of_them_migrates()
    {
        var services = ReadCompose();
        var first = (YamlMappingNode)services["portal-1"];
        var second = (YamlMappingNode)services["portal-2"];

        foreach (var node in (YamlMappingNode[])[first, second])
            node["volumes"].ToString().ShouldContain("keys:/keys");
        second["environment"]["Portal__Database__Migrate"].ToString().ShouldBe("Wait");
        services
            .Children.Keys.Select(k => k.ToString())
            .ShouldBe(["portal-1", "portal-2", "proxy", "database", "mail"]);
    }

    [Fact]
    public void The_unit_waits_until_the_portal_is_ready_and_does_not_repeat_a_wrong_setting()
    {
        s_unit.ShouldContain("Type=notify");
        s_unit.ShouldContain("RestartPreventExitStatus=78");
        s_unit.ShouldContain("ProtectSystem=strict");
        s_unit.ShouldContain("DynamicUser=yes");
        s_unit.ShouldContain("StateDirectory=joinarena");
        s_unit.ShouldContain("Environment=Portal__DataDirectory=/var/lib/joinarena");
    }

    private static YamlMappingNode ReadCompose()
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Repository.GetPath("deploy/compose.yaml"));
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents[0].RootNode["services"];
    }

    [GeneratedRegex(@"\bPortal__\w+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Setting();
}
