using System.Reflection;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using NetArchTest.Rules;

namespace JoinArena.PrivacyPortal.Tests;

/// <summary>Which way things flow. A new slice is added to the table, with what it may use, or these fail.</summary>
public sealed class ArchitectureTests
{
    private const string House = "JoinArena.PrivacyPortal";

    private static readonly Assembly s_portal = typeof(PortalDbContext).Assembly;

    private static readonly Dictionary<string, string[]> s_mayUse = new(StringComparer.Ordinal)
    {
        ["Data"] = [],
        ["Access"] = ["Data"],
        ["Shell"] = ["Access", "Data"],
        ["Policies"] = [.. GroundFloor, "Ledger"],
        ["Workers"] = [.. GroundFloor],
        ["Ledger"] = [.. GroundFloor],
        ["Notifications"] = [.. GroundFloor, "Workers"],
        ["Account"] = [.. GroundFloor, "Notifications", "Workers"],
        ["Acceptance"] = [.. GroundFloor, "Policies", "Workers", "Ledger", "Notifications"],
        ["Jurisdictions"] = [.. GroundFloor],
        // Of Policies, the vocabulary: a clause covers kinds of party, so both name one enum.
        ["Parties"] = [.. GroundFloor, "Policies", "Workers", "Ledger", "Notifications"],
        ["Disclosures"] = [.. GroundFloor, "Policies", "Workers", "Ledger", "Notifications", "Acceptance", "Parties"],
        ["Deletion"] =
        [
            .. GroundFloor,
            "Policies",
            "Workers",
            "Ledger",
            "Notifications",
            "Acceptance",
            "Parties",
            "Disclosures",
            "Jurisdictions",
            "Account",
        ],
        ["Staff"] =
        [
            .. GroundFloor,
            "Policies",
            "Workers",
            "Ledger",
            "Notifications",
            "Acceptance",
            "Jurisdictions",
            "Parties",
            "Disclosures",
            "Deletion",
            "Account",
        ],
        ["Operations"] =
        [
            .. GroundFloor,
            "Policies",
            "Workers",
            "Ledger",
            "Notifications",
            "Account",
            "Acceptance",
            "Jurisdictions",
            "Parties",
            "Disclosures",
            "Deletion",
            "Staff",
        ],
    };

    public static TheoryData<string> Slices =>
        [
            .. s_portal
                .GetTypes()
                .Select(Slice)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static string[] GroundFloor => ["Data", "Access", "Shell"];

    [Theory]
    [MemberData(nameof(Slices))]
    public void A_slice_uses_only_what_it_may(string slice)
    {
        s_mayUse.ShouldContainKey(slice, $"{slice} is new: say in this table what it may use");
        string[] forbidden =
        [
            .. s_mayUse
                .Keys.Where(other => other != slice && !s_mayUse[slice].Contains(other, StringComparer.Ordinal))
                .Select(other => $"{House}.{other}"),
        ];

        var result = Types
            .InAssembly(s_portal)
            .That()
            .ResideInNamespaceMatching($@"^{House}\.{slice}(\.|$)")
            .ShouldNot()
            .HaveDependencyOnAny(forbidden)
            .GetResult();

        var uses = result.FailingTypes?.Select(type => type.FullName) ?? [];
        uses.ShouldBeEmpty($"may use {string.Join(", ", s_mayUse[slice])}, and nothing else of the portal");
    }

    [Fact]
    public void The_table_of_allowed_uses_has_no_cycle()
    {
        var left = s_mayUse.ToDictionary(StringComparer.Ordinal);
        while (left.FirstOrDefault(slice => !slice.Value.Any(left.ContainsKey)) is { Key: { } ground })
            left.Remove(ground);
        left.Keys.ShouldBeEmpty();
    }

    [Fact]
    public void A_use_is_detected_even_inside_an_asynchronous_method()
    {
        // Otherwise a rule that sees nothing would pass for ever.
        var result = Types
            .InAssembly(s_portal)
            .That()
            .HaveName(nameof(Migrator))
            .ShouldNot()
            .HaveDependencyOnAny("Microsoft.Data.Sqlite")
            .GetResult();
        result.FailingTypes.ShouldHaveSingleItem().Name.ShouldBe(nameof(Migrator));
    }

    [Fact]
    public void A_namespace_is_a_folder()
    {
        var astray =
            from file in Sources()
            let folder = Path.GetDirectoryName(Path.GetRelativePath(Repository.GetPath(House), file))!
            where folder.Length > 0
            let declared = File.ReadLines(file)
                .FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            let slice = $"namespace {House}.{folder.Split(Path.DirectorySeparatorChar)[0]}"
            where declared?.StartsWith(slice, StringComparison.Ordinal) == false
            select $"{file}: {declared}";
        astray.ShouldBeEmpty();
    }

    [Fact]
    public void No_file_grows_past_250_lines()
    {
        var long_ = Sources()
            .Select(file => (File: Path.GetRelativePath(Repository.Root, file), Lines: File.ReadLines(file).Count()))
            .Where(f => f.Lines > 250)
            .ToList();
        long_.ShouldBeEmpty("part it by what it does");
    }

    private static IEnumerable<string> Sources() =>
        Directory
            .EnumerateFiles(Repository.GetPath(House), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !Path.GetRelativePath(Repository.Root, file)
                    .Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj" or "Migrations")
            );

    private static string? Slice(Type type) =>
        type.Namespace?.Split('.') is ["JoinArena", "PrivacyPortal", var slice, ..] ? slice : null;
}
