using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Digests;

/// <summary>Which updates a worker gets about their disclosures, and when.</summary>
public abstract class DigestTests : IAsyncLifetime
{
    private static readonly PolicyLibrary s_library = PolicyLibrary.Load(
        Path.Combine(AppContext.BaseDirectory, "policies")
    );

    private readonly FakeTimeProvider _clock = new(At("2026-11-20T10:00:00Z"));
    private readonly TestDatabase _database;
    private readonly DisclosureIntake _intake;
    private readonly DigestPreferenceService _desk;
    private readonly DigestEmails _letters;
    private readonly string _worker = $"w-{Guid.NewGuid():N}";
    private readonly SetAsideRows _setAside;

    protected DigestTests(TestDatabase database)
    {
        var links = new DigestLinks(new EphemeralDataProtectionProvider());
        _database = database;
        _setAside = database.Contexts.CreateSetAside(_clock);
        _intake = new(database.Contexts, new AcceptanceQueries(database.Contexts, s_library), _clock);
        _desk = new(database.Contexts, links, _clock);
        _letters = new(TestLocalizer.English, links, _clock);
    }

    public async Task InitializeAsync()
    {
        (
            await new WorkerRegister(_database.Contexts, _clock).AnnounceAsync(
                _worker,
                new($"{_worker}@example.com", "Ana", "BR", "en", "America/Sao_Paulo"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var parties = PartyRegisters.Create(_database.Contexts, _clock);
        foreach (
            var (id, name, kind) in new[]
            {
                ("d-llm", "Parley AI", "llm-provider"),
                ("d-llm-2", "Lumen Eval", "llm-provider"),
                ("d-hiring", "Northwind", "hiring-company"),
                ("d-own", "Platform", "joinarena-system"),
                ("d-site", "Devfolio", "external-source"),
            }
        )
        {
            (await parties.AnnounceAsync(id, new(name, kind), default)).IsSuccess.ShouldBeTrue();
        }
    }

    public async Task DisposeAsync() => await _intake.DisposeAsync();

    [Fact]
    public async Task A_worker_gets_one_digest_after_each_month_in_their_time_zone_with_nothing_but_counts_and_parties()
    {
        await _desk.SetPreferenceAsync(_worker, DigestKind.Monthly, default);
        _clock.SetUtcNow(At("2026-12-01T11:00:00Z"));
        // In São Paulo the first of these is still in October, and the last still in November.
        await TakeAsync("d-llm", "2026-11-01T02:00:00Z", "2026-11-01T04:00:00Z", "2026-11-15T12:00:00Z");
        await TakeAsync("d-hiring", "2026-12-01T02:00:00Z", "2026-12-01T04:00:00Z");
        await TakeAsync("d-own", "2026-11-15T12:00:00Z");
        await SettleKindsAsync();

        await Monthly().RunAsync(default);
        (await LettersAsync()).ShouldBeEmpty();

        _clock.SetUtcNow(At("2026-12-01T12:00:00Z"));
        var node = Monthly();
        await node.RunAsync(default);
        await node.RunAsync(default);
        await Monthly().RunAsync(default);

        var letter = (await LettersAsync()).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Your data in November 2026");
        var text = string.Join('\n', letter.Body);
        text.ShouldContain("In November 2026, data about you went to parties, or came from them, 3 times.");
        text.ShouldContain("The 2 parties: Parley AI and Northwind.");
        text.ShouldContain("3 of these disclosures are not covered by a policy you had accepted.");
        text.ShouldContain("Sao Paulo");
        text.ShouldNotContain("ranscript");
        text.ShouldNotContain("item-secret");
        letter.Path.ShouldBe("/my-data?from=2026-11-01&to=2026-11-30");
        (await MailsAsync()).ShouldHaveSingleItem().ShouldContain("/digests/stop/");
    }

    [Fact]
    public async Task A_month_without_disclosures_and_one_long_past_get_no_digest()
    {
        _clock.SetUtcNow(At("2026-12-03T12:00:00Z"));
        await Monthly().RunAsync(default);
        (await LettersAsync()).ShouldBeEmpty();

        await TakeAsync("d-llm", "2026-11-15T12:00:00Z");
        await SettleKindsAsync();
        _clock.SetUtcNow(At("2026-12-09T12:00:00Z"));
        await Monthly().RunAsync(default);
        (await LettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DigestKind.NewKinds)]
    [InlineData(DigestKind.None)]
    public async Task A_worker_who_opted_out_gets_no_monthly_digest(DigestKind wish)
    {
        await TakeAsync("d-llm", "2026-11-15T12:00:00Z");
        await SettleKindsAsync();
        await _desk.SetPreferenceAsync(_worker, wish, default);
        _clock.SetUtcNow(At("2026-12-02T12:00:00Z"));

        await Monthly().RunAsync(default);

        (await LettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task New_kinds_of_recipient_are_notified_within_minutes_together_and_once()
    {
        await _desk.SetPreferenceAsync(_worker, DigestKind.NewKinds, default);
        await TakeAsync("d-llm", "2026-11-20T09:00:00Z");
        await TakeAsync("d-own", "2026-11-20T09:00:00Z");
        _clock.Advance(TimeSpan.FromMinutes(4));
        await TakeAsync("d-hiring", "2026-11-20T09:00:00Z");
        await NewKinds().RunAsync(default);
        (await LettersAsync()).ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromMinutes(1));
        await NewKinds().RunAsync(default);
        await NewKinds().RunAsync(default);

        var letter = (await LettersAsync()).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("New to your data: AI models that assess interviews and companies that are hiring");
        letter.Body.ShouldContain("For the first time, data about you went to companies that are hiring: Northwind.");

        // The same kind again is not new; another kind is.
        await TakeAsync("d-llm-2", "2026-11-20T10:00:00Z");
        _clock.Advance(TimeSpan.FromMinutes(6));
        await NewKinds().RunAsync(default);
        (await LettersAsync()).Count.ShouldBe(1);
        await CollectAsync("d-site", "2026-11-20T10:00:00Z");
        _clock.Advance(TimeSpan.FromMinutes(6));
        await NewKinds().RunAsync(default);
        (await LettersAsync())[^1]
            .Body.ShouldContain("For the first time, data about you came from websites JoinArena looks at: Devfolio.");
    }

    [Fact]
    public async Task Many_new_kinds_of_recipient_are_counted_in_the_subject_and_named_in_the_email()
    {
        await _desk.SetPreferenceAsync(_worker, DigestKind.NewKinds, default);
        await TakeAsync("d-llm", "2026-11-20T09:00:00Z");
        await TakeAsync("d-hiring", "2026-11-20T09:00:00Z");
        await CollectAsync("d-site", "2026-11-20T09:00:00Z");
        _clock.Advance(TimeSpan.FromMinutes(6));

        await NewKinds().RunAsync(default);

        var letter = (await LettersAsync()).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("New to your data: 3 kinds of parties");
        letter.Body.ShouldContain("For the first time, data about you went to companies that are hiring: Northwind.");
    }

    [Fact]
    public async Task A_worker_whose_rows_cannot_be_read_is_set_aside_and_the_others_are_written_to()
    {
        // Before this worker in every order.
        var bad = $"a-{Guid.NewGuid():N}";
        (
            await new WorkerRegister(_database.Contexts, _clock).AnnounceAsync(
                bad,
                new($"{bad}@example.com", "Ben", "BR"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        await _desk.SetPreferenceAsync(bad, DigestKind.Monthly, default);
        await _desk.SetPreferenceAsync(_worker, DigestKind.Monthly, default);
        var mine = Report("d-llm", At("2026-11-15T12:00:00Z"));
        (
            await _intake.SubmitAsync(
                [mine with { EventId = Guid.NewGuid().ToString(), WorkerId = bad }, mine],
                default
            )
        ).ShouldAllBe(o => o.Outcome == IntakeOutcome.Accepted);
        await SetKindAsync(bad, "Hourly");
        _clock.Advance(TimeSpan.FromMinutes(6));
        var (monthly, newKinds) = (Monthly(), NewKinds());

        await newKinds.RunAsync(default);
        (await LettersAsync()).Count.ShouldBe(1);
        _clock.SetUtcNow(At("2026-12-02T12:00:00Z"));
        await newKinds.RunAsync(default);
        await monthly.RunAsync(default);

        (await LettersAsync()).Count.ShouldBe(2);
        (await _setAside.ListAsync(default))
            .Where(row => row.Row == bad)
            .Select(row => (row.Job, row.Row))
            .ShouldBe([(nameof(NewRecipientKindJob), bad), (nameof(MonthlyDigestJob), bad)]);

        await SetKindAsync(bad, nameof(DigestKind.Monthly));
        await monthly.RunAsync(default);
        await newKinds.RunAsync(default);
        (await _setAside.ListAsync(default)).ShouldNotContain(row => row.Row == bad);
        await using var db = await _database.Contexts.CreateDbContextAsync();
        (await db.InboxMessages.CountAsync(m => m.WorkerId == bad)).ShouldBe(2);
    }

    [Fact]
    public async Task A_kind_of_recipient_seen_before_this_feature_existed_is_not_new()
    {
        await TakeAsync("d-llm", "2026-11-01T09:00:00Z");
        await using (var db = await _database.Contexts.CreateDbContextAsync())
            await db.RecipientKindsSeen.ExecuteDeleteAsync();
        await using var restarted = new DisclosureIntake(
            _database.Contexts,
            new AcceptanceQueries(_database.Contexts, s_library),
            _clock
        );

        (await restarted.SubmitAsync([Report("d-llm", At("2026-11-20T09:00:00Z"))], default))
            .Single()
            .Outcome.ShouldBe(IntakeOutcome.Accepted);
        _clock.Advance(TimeSpan.FromMinutes(6));
        await NewKinds().RunAsync(default);

        (await LettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_who_opted_out_of_everything_gets_nothing_now_or_later()
    {
        await _desk.SetPreferenceAsync(_worker, DigestKind.None, default);
        await TakeAsync("d-llm", "2026-11-20T09:00:00Z");
        _clock.Advance(TimeSpan.FromMinutes(6));
        await NewKinds().RunAsync(default);
        await _desk.SetPreferenceAsync(_worker, DigestKind.Monthly, default);
        await NewKinds().RunAsync(default);

        (await LettersAsync()).ShouldBeEmpty();
    }

    private static DateTimeOffset At(string instant) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    private MonthlyDigestJob Monthly() =>
        new(_database.Contexts, _letters, new ConfigurationBuilder().Build(), _clock, _setAside);

    private NewRecipientKindJob NewKinds() =>
        new(_database.Contexts, _letters, new ConfigurationBuilder().Build(), _clock, _setAside);

    private async Task TakeAsync(string party, params string[] times) =>
        (await _intake.SubmitAsync([.. times.Select(t => Report(party, At(t)))], default)).ShouldAllBe(o =>
            o.Outcome == IntakeOutcome.Accepted
        );

    private async Task CollectAsync(string party, string time) =>
        (
            await _intake.SubmitAsync(
                [Report(party, At(time)) with { Direction = Direction.Collected, Purpose = Purpose.ProfileEnrichment }],
                default
            )
        ).ShouldAllBe(o => o.Outcome == IntakeOutcome.Accepted);

    private DisclosureReport Report(string party, DateTimeOffset at) =>
        new(
            "/evaluator",
            Guid.NewGuid().ToString(),
            at,
            _worker,
            party,
            Direction.Disclosed,
            Purpose.CandidateEvaluation,
            [new("item-secret", DataCategory.Transcript)],
            "int-1",
            null
        );

    private async Task SetKindAsync(string worker, string kind)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync();
        (
            await db.ExecuteSqlAsync(
                $"""UPDATE "DigestPreferences" SET "Kind" = {kind} WHERE "WorkerId" = {worker}""",
                default
            )
        ).ShouldBe(1);
    }

    private async Task SettleKindsAsync()
    {
        await using var db = await _database.Contexts.CreateDbContextAsync();
        await db.RecipientKindsSeen.ExecuteUpdateAsync(s => s.SetProperty(k => k.SettledAt, _clock.GetUtcNow()));
    }

    private async Task<List<InboxMessage>> LettersAsync()
    {
        await using var db = await _database.Contexts.CreateDbContextAsync();
        return await db.InboxMessages.Where(m => m.WorkerId == _worker).OrderBy(m => m.At).ToListAsync();
    }

    private async Task<List<string>> MailsAsync()
    {
        await using var db = await _database.Contexts.CreateDbContextAsync();
        return (await db.Set<OutboxMessage>().Select(m => m.Payload!).ToListAsync()).FindAll(p =>
            p.Contains(_worker, StringComparison.Ordinal)
        );
    }

    public sealed class OnSqlite(SqliteDatabase database) : DigestTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : DigestTests(database), IClassFixture<PostgresDatabase>;
}
