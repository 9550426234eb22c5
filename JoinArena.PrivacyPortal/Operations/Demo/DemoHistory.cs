using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>What has happened in the demo's last year, told in days before now.</summary>
internal sealed class DemoHistory
{
    private readonly DateTimeOffset _now;
    private readonly List<DisclosureReport> _reports = [];
    private readonly List<(string Worker, string Item, ItemAnnouncement Said)> _items = [];

    private DemoHistory(DateTimeOffset now) => _now = now;

    public IReadOnlyList<DisclosureReport> Reports => _reports;

    public IReadOnlyList<(string Worker, string Item, ItemAnnouncement Said)> Items => _items;

    public static DemoHistory Create(DateTimeOffset now)
    {
        var story = new DemoHistory(now);
        story.Interview(
            DemoPeople.Ana,
            "int-warehouse",
            "Interview for warehouse lead",
            daysAgo: 266,
            answers: 9,
            ["northwind-logistics", "contoso-care"],
            trainsModel: true
        );
        story.Interview(
            DemoPeople.Ana,
            "int-dispatch",
            "Interview for dispatcher",
            daysAgo: 121,
            answers: 7,
            ["northwind-logistics", "fabrikam-freight"],
            trainsModel: false
        );
        story.Interview(
            DemoPeople.Ana,
            "int-planner",
            "Interview for route planner",
            daysAgo: 16,
            answers: 11,
            ["fabrikam-freight", "tailspin-toys"],
            trainsModel: false
        );
        story.Interview(
            DemoPeople.Jonas,
            "int-nurse",
            "Interview for care nurse",
            daysAgo: 330,
            answers: 8,
            ["contoso-care"],
            trainsModel: false
        );
        story.Interview(
            DemoPeople.Jonas,
            "int-ward",
            "Interview for ward manager",
            daysAgo: 84,
            answers: 10,
            ["contoso-care", "tailspin-toys"],
            trainsModel: true
        );
        story.Profile(DemoPeople.Ana, daysAgo: 240);
        story.Profile(DemoPeople.Jonas, daysAgo: 200);
        story.SalaryGoesWhereNoClauseLetsIt();
        return story;
    }

    private void Interview(
        string worker,
        string interview,
        string label,
        int daysAgo,
        int answers,
        string[] companies,
        bool trainsModel
    )
    {
        var (start, what) = (Ago(daysAgo), interview["int-".Length..]);
        var recording = Item(worker, $"rec-{what}", DataCategory.InterviewRecording, interview, start, label);
        var transcript = Item(
            worker,
            $"txt-{what}",
            DataCategory.Transcript,
            interview,
            start,
            label,
            madeAfter: TimeSpan.FromMinutes(52)
        );
        var image = Item(
            worker,
            $"img-{what}",
            DataCategory.InterviewImage,
            interview,
            start,
            label,
            madeAfter: TimeSpan.FromHours(19)
        );
        var photo = Item(
            worker,
            $"photo-{what}",
            DataCategory.GeneratedPhoto,
            interview,
            start,
            label,
            madeAfter: TimeSpan.FromHours(20.2)
        );
        var resume = Item(worker, $"cv-{worker}", DataCategory.Resume, null, start, "Résumé");
        var salary = Item(
            worker,
            $"salary-{worker}",
            DataCategory.SalaryExpectation,
            null,
            start,
            "Salary expectation"
        );

        Sent(worker, "joinarena-platform", Purpose.CandidateEvaluation, start, interview, recording);
        Sent(worker, "scribewell", Purpose.CandidateEvaluation, start.AddMinutes(40), interview, recording);
        for (var answer = 0; answer < answers; answer++)
        {
            Sent(
                worker,
                "parley-ai",
                Purpose.CandidateEvaluation,
                start.AddMinutes(95).AddSeconds(answer * 47),
                interview,
                transcript
            );
        }

        Sent(worker, "parley-ai", Purpose.CandidateEvaluation, start.AddMinutes(110), interview, resume);
        Sent(
            worker,
            "lumen-eval",
            Purpose.CandidateEvaluation,
            start.AddMinutes(130),
            interview,
            recording,
            transcript
        );
        Sent(worker, "portrait-lab", Purpose.PhotoGeneration, start.AddHours(20), interview, image);
        Sent(worker, "mailgrove", Purpose.CandidateEvaluation, start.AddHours(21), interview, resume);
        foreach (var (company, n) in companies.Select((c, n) => (c, n)))
        {
            Sent(worker, company, Purpose.Hiring, start.AddDays(2 + n), interview, resume, photo);
            Sent(worker, company, Purpose.Hiring, start.AddDays(3 + n), interview, transcript, salary);
            Sent(worker, company, Purpose.Hiring, start.AddDays(5 + n), interview, recording);
        }

        if (trainsModel)
        {
            Sent(
                worker,
                "talent-eval-7",
                Purpose.ModelImprovement,
                start.AddDays(12),
                interview,
                [transcript],
                """{"dataset":"talent-eval","version":"7","cutOff":"2026-10-31","models":["Talent rank 3"]}"""
            );
        }
    }

    private void Profile(string worker, int daysAgo)
    {
        var profile = Item(
            worker,
            $"found-{worker}",
            DataCategory.ExternalProfile,
            null,
            Ago(daysAgo),
            "Profile on Devfolio"
        );
        Add(worker, "devfolio", Direction.Collected, Purpose.ProfileEnrichment, Ago(daysAgo), null, profile);
        Sent(worker, "contoso-care", Purpose.Hiring, Ago(daysAgo - 3), null, profile);
    }

    private void SalaryGoesWhereNoClauseLetsIt()
    {
        var salary = new ReportedItem($"salary-{DemoPeople.Jonas}", DataCategory.SalaryExpectation);
        Sent(DemoPeople.Jonas, "portrait-lab", Purpose.PhotoGeneration, Ago(43), "int-ward", salary);
    }

    private void Sent(
        string worker,
        string party,
        Purpose purpose,
        DateTimeOffset at,
        string? interview,
        params ReportedItem[] items
    ) => Add(worker, party, Direction.Disclosed, purpose, at, interview, items);

    private void Sent(
        string worker,
        string party,
        Purpose purpose,
        DateTimeOffset at,
        string? interview,
        ReportedItem[] items,
        string detail
    ) =>
        _reports.Add(
            new(
                "/demo",
                $"demo-{_reports.Count + 1:000}",
                at.ToInstant(),
                worker,
                party,
                Direction.Disclosed,
                purpose,
                items,
                interview,
                detail
            )
        );

    private void Add(
        string worker,
        string party,
        Direction direction,
        Purpose purpose,
        DateTimeOffset at,
        string? interview,
        params ReportedItem[] items
    ) =>
        _reports.Add(
            new(
                "/demo",
                $"demo-{_reports.Count + 1:000}",
                at.ToInstant(),
                worker,
                party,
                direction,
                purpose,
                items,
                interview,
                null
            )
        );

    private ReportedItem Item(
        string worker,
        string id,
        DataCategory category,
        string? interview,
        DateTimeOffset at,
        string label,
        TimeSpan madeAfter = default
    )
    {
        _items.Add(
            (
                worker,
                id,
                new(KebabCase.ToKebabCase(category), interview, interview is null ? null : at, label, at + madeAfter)
            )
        );
        return new(id, category);
    }

    // In the middle of a working day, whatever the hour of loading.
    private DateTimeOffset Ago(int days) =>
        new DateTimeOffset(_now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-days).AddHours(9).AddMinutes(days % 50);
}
