namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>One interview of the demo, from which its disclosures follow.</summary>
/// <param name="Worker">The worker's id.</param>
/// <param name="Id">The interview's id; begins with <c>int-</c>.</param>
/// <param name="Label">What the interview was for, as the worker reads it.</param>
/// <param name="DaysAgo">How many days before now it took place.</param>
/// <param name="Answers">How many answers the evaluation rated, each in a disclosure of its own.</param>
/// <param name="Companies">The ids of the hiring companies that received the results.</param>
internal sealed record DemoInterview(
    string Worker,
    string Id,
    string Label,
    int DaysAgo,
    int Answers,
    IReadOnlyList<string> Companies
)
{
    /// <summary>Whether the transcript became part of a training data set.</summary>
    public bool TrainsModel { get; init; }

    public static readonly IReadOnlyList<DemoInterview> All =
    [
        new(
            DemoPeople.Ana,
            "int-warehouse",
            "Interview for warehouse lead",
            266,
            9,
            ["northwind-logistics", "contoso-care"]
        )
        {
            TrainsModel = true,
        },
        new(
            DemoPeople.Ana,
            "int-dispatch",
            "Interview for dispatcher",
            121,
            7,
            ["northwind-logistics", "fabrikam-freight"]
        ),
        new(
            DemoPeople.Ana,
            "int-planner",
            "Interview for route planner",
            16,
            11,
            ["fabrikam-freight", "tailspin-toys"]
        ),
        new(DemoPeople.Jonas, "int-nurse", "Interview for care nurse", 330, 8, ["contoso-care"]),
        new(DemoPeople.Jonas, "int-ward", "Interview for ward manager", 84, 10, ["contoso-care", "tailspin-toys"])
        {
            TrainsModel = true,
        },
        new(DemoPeople.Mia, "int-kitchen", "Interview for kitchen lead", 190, 6, ["contoso-care", "tailspin-toys"]),
        new(DemoPeople.Mia, "int-bakery", "Interview for baker", 75, 5, ["contoso-care", "tailspin-toys"]),
    ];
}
