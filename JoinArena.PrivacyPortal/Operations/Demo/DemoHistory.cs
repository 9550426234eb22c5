using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>What happened in the demo's last year: the items and the disclosures, dated back from now.</summary>
internal sealed class DemoHistory
{
    private readonly DateTimeOffset _now;
    private readonly List<DisclosureReport> _reports = [];
    private readonly List<(string Worker, string Item, ItemAnnouncement Announcement)> _items = [];

    private DemoHistory(DateTimeOffset now) => _now = now;

    public IReadOnlyList<DisclosureReport> Reports => _reports;

    public IReadOnlyList<(string Worker, string Item, ItemAnnouncement Announcement)> Items => _items;

    public static DemoHistory Create(DateTimeOffset now)
    {
        var history = new DemoHistory(now);
        foreach (var interview in DemoInterview.All.Where(i => i.Worker != DemoPeople.Mia))
            history.AddInterview(interview);
        history.AddProfile(DemoPeople.Ana, daysAgo: 240);
        history.AddProfile(DemoPeople.Jonas, daysAgo: 200);
        history.AddDisclosureThatNoClauseCovers();
        // Last, so that the events of the others keep their ids in a demo that was loaded before she was part of it.
        foreach (var interview in DemoInterview.All.Where(i => i.Worker == DemoPeople.Mia))
            history.AddInterview(interview);
        return history;
    }

    private void AddInterview(DemoInterview interview)
    {
        var start = Ago(interview.DaysAgo);
        var name = interview.Id["int-".Length..];
        ReportedItem ItemAfter(string prefix, DataCategory category, TimeSpan time) =>
            AddItem(
                interview.Worker,
                $"{prefix}-{name}",
                category,
                new(null, interview.Id, start.ToIso(), interview.Label, (start + time).ToIso())
            );
        ReportedItem ItemOfWorker(string prefix, DataCategory category, string label) =>
            AddItem(
                interview.Worker,
                $"{prefix}-{interview.Worker}",
                category,
                new(null, null, null, label, start.ToIso())
            );
        void Send(string party, Purpose purpose, DateTimeOffset at, params ReportedItem[] items) =>
            Report(CreateReport(interview.Worker, party, purpose, at, items) with { InterviewId = interview.Id });

        var recording = ItemAfter("rec", DataCategory.InterviewRecording, TimeSpan.Zero);
        var transcript = ItemAfter("txt", DataCategory.Transcript, TimeSpan.FromMinutes(52));
        var image = ItemAfter("img", DataCategory.InterviewImage, TimeSpan.FromHours(19));
        var photo = ItemAfter("photo", DataCategory.GeneratedPhoto, TimeSpan.FromHours(20.2));
        var resume = ItemOfWorker("cv", DataCategory.Resume, "Résumé");
        var salary = ItemOfWorker("salary", DataCategory.SalaryExpectation, "Salary expectation");

        Send("joinarena-platform", Purpose.CandidateEvaluation, start, recording);
        Send("scribewell", Purpose.CandidateEvaluation, start.AddMinutes(40), recording);
        for (var answer = 0; answer < interview.Answers; answer++)
        {
            var at = start.AddMinutes(95).AddSeconds(answer * 47);
            Send("parley-ai", Purpose.CandidateEvaluation, at, transcript);
        }

        Send("parley-ai", Purpose.CandidateEvaluation, start.AddMinutes(110), resume);
        Send("lumen-eval", Purpose.CandidateEvaluation, start.AddMinutes(130), recording, transcript);
        Send("portrait-lab", Purpose.PhotoGeneration, start.AddHours(20), image);
        Send("mailgrove", Purpose.CandidateEvaluation, start.AddHours(21), resume);
        foreach (var (n, company) in interview.Companies.Index())
        {
            Send(company, Purpose.Hiring, start.AddDays(2 + n), resume, photo);
            Send(company, Purpose.Hiring, start.AddDays(3 + n), transcript, salary);
            Send(company, Purpose.Hiring, start.AddDays(5 + n), recording);
        }

        if (interview.TrainsModel)
            AddTraining(interview, start.AddDays(12), transcript);
    }

    private void AddTraining(DemoInterview interview, DateTimeOffset at, ReportedItem transcript) =>
        Report(
            CreateReport(interview.Worker, "talent-eval-7", Purpose.ModelImprovement, at, transcript) with
            {
                InterviewId = interview.Id,
                Detail = """{"dataset":"talent-eval","version":"7","cutOff":"2026-10-31","models":["Talent rank 3"]}""",
            }
        );

    private void AddProfile(string worker, int daysAgo)
    {
        var at = Ago(daysAgo);
        var profile = AddItem(
            worker,
            $"found-{worker}",
            DataCategory.ExternalProfile,
            new(null, null, null, "Profile on Devfolio", at.ToIso())
        );
        Report(
            CreateReport(worker, "devfolio", Purpose.ProfileEnrichment, at, profile) with
            {
                Direction = Direction.Collected,
            }
        );
        Report(CreateReport(worker, "contoso-care", Purpose.Hiring, Ago(daysAgo - 3), profile));
    }

    private void AddDisclosureThatNoClauseCovers()
    {
        var salary = new ReportedItem($"salary-{DemoPeople.Jonas}", DataCategory.SalaryExpectation);
        var report = CreateReport(DemoPeople.Jonas, "portrait-lab", Purpose.PhotoGeneration, Ago(43), salary);
        Report(report with { InterviewId = "int-ward" });
    }

    private void Report(DisclosureReport report) =>
        _reports.Add(report with { EventId = $"demo-{_reports.Count + 1:000}" });

    /// <summary>A report that the items went to the party; it gets its event id when it is added.</summary>
    private static DisclosureReport CreateReport(
        string worker,
        string party,
        Purpose purpose,
        DateTimeOffset at,
        params ReportedItem[] items
    ) => new("/demo", "", at.ToInstant(), worker, party, Direction.Disclosed, purpose, items, null, null);

    private ReportedItem AddItem(string worker, string id, DataCategory category, ItemAnnouncement announcement)
    {
        _items.Add((worker, id, announcement with { Category = category.ToKebabCase() }));
        return new(id, category);
    }

    // In the middle of a working day, whatever the time of loading.
    private DateTimeOffset Ago(int days) =>
        new DateTimeOffset(_now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-days).AddHours(9).AddMinutes(days % 50);
}
