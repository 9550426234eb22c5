using System.Reflection;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions.Files;
using NetArchTest.Rules;

namespace JoinArena.PrivacyPortal.Tests;

/// <summary>Which way things flow. A new slice is added to the table, with what it may use, or these fail.</summary>
public sealed class ArchitectureTests
{
    private const string House = "JoinArena.PrivacyPortal";

    private static readonly TimeSpan s_patternTimeout = TimeSpan.FromSeconds(1);
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
        ["Acceptance"] = [.. GroundFloor, "Policies", "Workers", "Ledger", "Notifications", "Jurisdictions"],
        // Of Policies, the vocabulary: a law says which kinds of data it is about.
        ["Jurisdictions"] = [.. GroundFloor, "Policies"],
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
            .ResideInNamespaceMatching(InSlice(slice))
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
    public void A_name_that_only_begins_like_another_is_another()
    {
        // Otherwise a rule about Deletion would hold for a slice called DeletionReports too, or the other way round.
        var uses = Types.InAssembly(s_portal).That().ResideInNamespaceMatching(InSlice("Staff")).ShouldNot();
        uses.HaveDependencyOnAny($"{House}.Delet", $"{House}.Not").GetResult().IsSuccessful.ShouldBeTrue();
        Regex.IsMatch($"{House}.StaffRoom", InSlice("Staff"), RegexOptions.None, s_patternTimeout).ShouldBeFalse();
        Regex.IsMatch($"{House}.Staff.People", InSlice("Staff"), RegexOptions.None, s_patternTimeout).ShouldBeTrue();
    }

    [Fact]
    public void A_use_of_a_deeper_namespace_is_a_use_of_the_slice() =>
        // It uses Data.ReviewedFiles, and nothing that lies in Data itself.
        Types
            .InAssembly(s_portal)
            .That()
            .ResideInNamespaceMatching(InSlice("Jurisdictions"))
            .ShouldNot()
            .HaveDependencyOnAny($"{House}.Data")
            .GetResult()
            .FailingTypes.ShouldContain(type => type.Name == nameof(JurisdictionFileReader));

    [Fact]
    public void A_use_is_detected_even_inside_an_asynchronous_method()
    {
        // A rule that sees nothing would pass for ever.
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
    public void The_library_of_the_demos_sign_in_is_named_nowhere_else() =>
        Types
            .InAssembly(s_portal)
            .That()
            .HaveDependencyOnAny("OpenIddict")
            .GetTypes()
            .Select(type => type.Namespace)
            .Distinct(StringComparer.Ordinal)
            .ShouldBe([$"{House}.Account.Oidc.Demo"]);

    [Fact]
    public void No_type_is_made_of_that_library_which_would_be_loaded_at_every_start() =>
        s_portal
            .GetTypes()
            .Where(type => type.GetInterfaces().Append(type.BaseType).Any(IsOfOpenIddict))
            .ShouldBeEmpty("the framework looks at each type of the program");

    private static bool IsOfOpenIddict(Type? type) =>
        type?.Assembly.GetName().Name!.StartsWith("OpenIddict", StringComparison.Ordinal) is true;

    /// <summary>The namespace of a slice and every one in it.</summary>
    private static string InSlice(string slice) => $@"^{Regex.Escape($"{House}.{slice}")}(\.|$)";

    private static string? Slice(Type type) =>
        type.Namespace?.Split('.') is ["JoinArena", "PrivacyPortal", var slice, ..] ? slice : null;
}
