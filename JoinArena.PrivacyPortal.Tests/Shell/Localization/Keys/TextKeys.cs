using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Tests.Support;
using Mono.Cecil;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;

/// <summary>The portal's English texts, apart for those who read them.</summary>
/// <param name="Readers">What workers and visitors can read: these have translations.</param>
/// <param name="Staff">What only the privacy team reads. The desk is English.</param>
/// <param name="Unknown">Uses whose keys are not in the sources, each as <c>file:line expression</c>.</param>
internal sealed record TextKeys(
    IReadOnlyList<TextKey> Readers,
    IReadOnlyList<TextKey> Staff,
    IReadOnlyList<string> Unknown
)
{
    private static readonly string[] s_staffPaths = ["/staff", "/design", "/problems"];

    private static readonly string[] s_staffFolders =
    [
        "Staff",
        "Shell.Desk",
        "Shell.Design",
        "Operations.Api",
        "Operations.Demo",
        "Deletion.Casework.Queue",
        "Deletion.Casework.DeadlineAlerts",
    ];

    // Cards that only the team has on its home page.
    private static readonly HashSet<string> s_staffTypes =
    [
        "ReconciliationHomeCards",
        "UncoveredHomeCards",
        "QuestionsHomeCards",
        "LedgerHomeCards",
        "UnreachedHomeCards",
        "RedisclosureHomeCards",
        "RemedyHomeCards",
        "SecondFactorHomeCards",
        "RequestWorkItems",
    ];

    public static TextKeys Collect()
    {
        var sources = SourceKeys.Scan();
        var readable = ReadableCode.Find(typeof(ErasureInstruction).Assembly, IsStaffOnly);
        var isRead = sources.Found.ToLookup(k => readable.Texts.Contains(k.Key));
        var instruction = new TextKey(ErasureInstruction.Text, "Deletion/Erasure/ErasureInstruction.cs:1", null);
        var demo = DemoAccounts.SignIns.Select(s => new TextKey(s.Description, "Account/DemoAccounts.cs:1", null));
        var readers = isRead[true].Concat(sources.Links).Append(instruction).Concat(demo).Concat(LawKeys.Scan());
        return new(MakeDistinct(readers), MakeDistinct(isRead[false]), sources.Unknown);
    }

    // A text of the desk that a reader's page has too is named by that page, and the desk's own uses of it are left out.
    private static TextKey[] MakeDistinct(IEnumerable<TextKey> keys) =>
        [
            .. keys.GroupBy(k => k.Key)
                .SelectMany(uses => uses.GroupBy(k => IsDesk(k.Where)).MinBy(g => g.Key)!.DistinctBy(k => k.Plural)),
        ];

    private static bool IsDesk(string where)
    {
        if (where.StartsWith("policies/", StringComparison.Ordinal))
            return false;
        var file = Repository.GetPath("JoinArena.PrivacyPortal", where.Split(':')[0]);
        return where.Contains("Staff", StringComparison.Ordinal)
            || File.ReadLines(file).Any(l => l.StartsWith("@page \"/staff", StringComparison.Ordinal));
    }

    private static bool IsStaffOnly(TypeDefinition type) =>
        s_staffTypes.Contains(type.Name)
        || s_staffFolders.Any(f => IsIn(type.Namespace, $"JoinArena.PrivacyPortal.{f}"))
        || GetPaths(type).Any(p => s_staffPaths.Any(s => p.StartsWith(s, StringComparison.Ordinal)));

    private static bool IsIn(string name, string folder) =>
        name == folder || name.StartsWith(folder + ".", StringComparison.Ordinal);

    private static IEnumerable<string> GetPaths(TypeDefinition type) =>
        type
            .CustomAttributes.Where(a => a.AttributeType.Name == "RouteAttribute")
            .Select(a => (string)a.ConstructorArguments[0].Value);
}
