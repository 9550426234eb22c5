namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>Every key of a rule file, wrong in each way it can be: the fault names the file, the line and what to write.</summary>
public sealed class RuleKeyTests : IDisposable
{
    private const string Gdpr = "laws/EU-GDPR.yml";
    private const string Uk = "laws/UK-GDPR.yml";
    private const string Colorado = "laws/US-CO.yml";
    private const string Federal = "laws/US-FEDERAL.yml";
    private const string Spdi = "laws/IN-SPDI.yml";
    private const string India = "jurisdictions/in.yml";
    private const string Britain = "jurisdictions/gb.yml";
    private const string Europe = "jurisdictions/eu-eea.yml";

    private readonly RuleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(Gdpr, "source: Regulation (EU) 2016/679 and", "origin: Regulation and", "origin:", "not a known key")]
    [InlineData(Gdpr, "learned: read\n", "", "law:", "'learned' is missing")]
    [InlineData(Gdpr, "learned: read", "learned: heard", "learned:", "use one of read, secondary, remembered")]
    [InlineData(Gdpr, "learned: read", "learned: remembered", "not-read:", "'not-read' has no use")]
    [InlineData(Colorado, "reviewed: no", "reviewed: yes", "learned:", "nobody has read its source")]
    [InlineData(Uk, "https://ico.org.uk", "ico.org.uk", "website:", "not the https address")]
    [InlineData(Uk, "https://ico.org.uk", "http://ico.org.uk", "website:", "not the https address")]
    public void What_a_law_says_about_itself_is_checked(string file, string from, string to, string at, string says) =>
        Check(file, from, to, at, says);

    [Theory]
    [InlineData(Spdi, "2027-05-12", "12 May 2027", "binding-until:", "is not a date")]
    [InlineData(Spdi, "binding-until: 2027-05-12\n", "", "replaced-by:", "does not say until when the law binds")]
    [InlineData(
        Spdi,
        "binding-until:",
        "binding-from: 2028-01-01\nbinding-until:",
        "binding-until:",
        "ends before it begins"
    )]
    [InlineData(
        Colorado,
        "basis: voluntary",
        "basis: voluntary\nbinding-until: 2027-01-01",
        "binding-until:",
        "no use"
    )]
    [InlineData(Colorado, "basis: voluntary", "basis: voluntary\nbinding-from: 2027-01-01", "binding-from:", "no use")]
    public void The_days_from_which_a_law_binds_are_checked(
        string file,
        string from,
        string to,
        string at,
        string says
    ) => Check(file, from, to, at, says);

    [Theory]
    [InlineData(Gdpr, "refuse-by:\n  period: 1 month", "refuse-by:\n  period: soon", "period: soon", "is not a period")]
    [InlineData(
        Gdpr,
        "refuse-by:\n  period: 1 month",
        "refuse-by:\n  period: 4 months",
        "period: 4 months",
        "allowed when the answer is late"
    )]
    [InlineData(Gdpr, "refuse-by:\n", "refuse-by: 1 month\nother:\n", "refuse-by:", "has the wrong form")]
    [InlineData(
        Federal,
        "grounds:",
        "refuse-by:\n  period: 1 month\n  counted-from: day-after\n  rolls: no\n  citation: none\ngrounds:",
        "period: 1 month",
        "'refuse-by' has no use"
    )]
    public void The_time_to_refuse_in_a_file_of_rules_is_checked(
        string file,
        string from,
        string to,
        string at,
        string says
    ) => Check(file, from, to, at, says);

    [Theory]
    [InlineData(Colorado, "what: appeal", "what: protest", "what:", "use one of complaint, appeal")]
    [InlineData(Colorado, "  answer:\n", "  reply:\n", "  reply:", "'reply' is not a known key here")]
    [InlineData(Colorado, "105 calendar-days", "30 calendar-days", "period: 30", "not longer than 'answer'")]
    [InlineData(Colorado, "General of Colorado at https://coag.gov.", "General", "  then:", "'then' is not a sentence")]
    [InlineData(Uk, "  acknowledge:\n    period: 30", "  acknowledge:\n    period: 0", "    period: 0", "not a period")]
    [InlineData(
        Uk,
        """
              acknowledge:
                period: 30 calendar-days
                counted-from: day-itself
                rolls: no
                citation: Data Protection Act 2018 s. 164A

            """,
        "",
        "what: complaint",
        "it has no period"
    )]
    [InlineData(Uk, "  acknowledge:\n    period", "  extended-to:\n    period", "    period: 30", "extends no period")]
    public void The_clock_of_a_complaint_or_an_appeal_is_checked(
        string file,
        string from,
        string to,
        string at,
        string says
    ) => Check(file, from, to, at, says);

    [Theory]
    [InlineData(Gdpr, "objection:\n  answer:", "objection:\n  reply:", "  reply:", "'reply' is not a known key here")]
    [InlineData(Gdpr, "objection:\n  answer:", "objection:\n  reply:", "  reply:", "'answer' is missing")]
    [InlineData(Gdpr, "or legal claims\n", "or legal claims.\n", "  unless:", "put into a sentence")]
    [InlineData(
        Gdpr,
        "objection:\n  answer:\n    period: 1",
        "objection:\n  answer:\n    period: 0",
        "    period: 0",
        "not a period"
    )]
    [InlineData(Gdpr, "  citation: GDPR Art. 21(1)\n", "", "  answer:", "'citation' is missing")]
    [InlineData(Gdpr, "objection:\n", "objection: weighed\nother:\n", "objection:", "has the wrong form")]
    [InlineData(Gdpr, "basis: binding\n", "basis: binding\nholds-by: job\n", "  answer:", "not where the job is")]
    public void The_clock_of_an_objection_is_checked(string file, string from, string to, string at, string says) =>
        Check(file, from, to, at, says);

    [Theory]
    [InlineData(Federal, "at-most: 12 months", "at-most: 365 calendar-days", "at-most:", "not a number of months")]
    [InlineData(Federal, "at-most: 12 months", "at-most: a year", "at-most:", "write for example '12 months'")]
    [InlineData(Federal, "needs: hold", "needs: an officer", "needs:", "write 'needs: hold'")]
    [InlineData(
        Colorado,
        "    for: refusing\n",
        "    for: refusing\n    at-most: 12 months\n",
        "at-most:",
        "'at-most' has no use"
    )]
    [InlineData(
        Colorado,
        "    for: refusing\n",
        "    for: refusing\n    needs: hold\n",
        "needs:",
        "'needs' has no use"
    )]
    [InlineData("laws/US-IL-AIVIA.yml", "for: refusing", "for: keeping", "law:", "no ground to refuse a request")]
    public void The_grounds_in_a_file_of_rules_are_checked(
        string file,
        string from,
        string to,
        string at,
        string says
    ) => Check(file, from, to, at, says);

    [Theory]
    [InlineData(
        India,
        "    laws:",
        "    weekend: [friday, samstag]\n    laws:",
        "weekend:",
        "use one of sunday, monday"
    )]
    [InlineData(India, "    laws:", "    weekend: friday\n    laws:", "weekend:", "has the wrong form")]
    [InlineData(India, "    laws:", "    weekend: []\n    laws:", "weekend:", "'weekend' is empty")]
    [InlineData(India, "    laws:", "    weekend: [friday, friday]\n    laws:", "weekend:", "listed twice")]
    [InlineData(
        India,
        "    laws:",
        "    weekend: [friday, saturday, sunday]\n    laws:",
        "weekend:",
        "more than two days"
    )]
    [InlineData(Britain, "also: [UK]", "also: []", "also:", "'also' is empty")]
    [InlineData(Britain, "also: [UK]", "also: [UK, IE]", "", "'IE' has two entries")]
    [InlineData(Britain, "also: [UK]", "website: https://ico.org.uk", "website:", "whose website it is")]
    [InlineData(Europe, "learned: remembered\n", "", "source:", "'learned' is missing")]
    [InlineData(Europe, "reviewed: no", "reviewed: yes", "reviewed: yes", "nobody has read the source of its file")]
    [InlineData("holidays/DE.yml", "until: 2030", "until: 2025", "until:", "ends before it begins")]
    [InlineData("holidays/DE.yml", "learned: secondary\n", "", "calendar:", "'learned' is missing")]
    public void A_place_and_its_calendar_are_checked(string file, string from, string to, string at, string says) =>
        Check(file, from, to, at, says);

    [Theory]
    [InlineData(India, "[IN-SPDI, IN-DPDP]", "[]", "laws:", "'laws' is empty")]
    [InlineData(India, "[IN-SPDI, IN-DPDP]", "[IN-SPDI]", "laws:", "replaced by IN-DPDP, which is not named")]
    [InlineData(India, "[IN-SPDI, IN-DPDP]", "[IN-SPDI]", "laws:", "on 2027-05-13 none of the laws holds")]
    [InlineData(India, "[IN-SPDI, IN-DPDP]", "[IN-DPDP]", "laws:", "on 2027-05-12 none of the laws holds")]
    [InlineData(India, "[IN-SPDI, IN-DPDP]", "[IN-SPDI, IN-DPDP, IN-SPDI]", "laws:", "IN-SPDI is named twice")]
    [InlineData(India, "[IN-SPDI, IN-DPDP]", "[IN-SPDI, IN-DPDP, US-VA, US-TX]", "laws:", "a clock for an appeal")]
    [InlineData(India, "[IN-SPDI, IN-DPDP]", "[US-FEDERAL]", "laws:", "none of the laws sets a deadline")]
    public void The_laws_of_a_place_leave_no_day_without_one_and_do_not_contradict_each_other(
        string file,
        string from,
        string to,
        string at,
        string says
    ) => Check(file, from, to, at, says);

    [Fact]
    public void Two_laws_of_which_one_replaces_the_other_on_another_day_contradict_each_other()
    {
        _files.Replace(Spdi, "2027-05-12", "2027-05-20");

        var line = _files.FindLine(India, "laws:");
        _files.ReadFaults().ShouldContain($"in.yml:{line}: IN-SPDI and IN-DPDP contradict each other");
    }

    private void Check(string file, string from, string to, string at, string says)
    {
        _files.Replace(file, from, to);

        var faults = _files.ReadFaults();
        faults.ShouldContain(says);
        if (at.Length > 0)
        {
            var line = $"{_files.GetPath(file)}:{_files.FindLine(file, at)}: ";
            faults.Split(Environment.NewLine).ShouldContain(f => f.StartsWith(line) && f.Contains(says));
        }
    }
}
