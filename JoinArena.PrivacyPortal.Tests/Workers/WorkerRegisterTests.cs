using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Tests.Workers;

public abstract class WorkerRegisterTests(TestDatabase database)
{
    private readonly WorkerRegister _register = new(database.Contexts, TimeProvider.System);
    private readonly string _id = $"w-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_worker_is_looked_up_by_email_address_whatever_its_case()
    {
        (await AnnounceAsync(Ana)).Value!.IsNew.ShouldBeTrue();

        (await _register.FindByEmailAsync(Ana.Email!.ToUpperInvariant(), default)).ShouldNotBeNull().Id.ShouldBe(_id);
    }

    [Fact]
    public async Task A_second_announcement_updates_the_worker()
    {
        await AnnounceAsync(Ana);

        (
            await AnnounceAsync(Ana with { Jurisdiction = "US-CA", TimeZone = "America/Los_Angeles" })
        ).Value!.IsNew.ShouldBeFalse();

        var worker = (await _register.FindAsync(_id, default)).ShouldNotBeNull();
        (worker.Jurisdiction, worker.TimeZone).ShouldBe(("US-CA", "America/Los_Angeles"));
    }

    [Fact]
    public async Task Announcements_of_a_worker_at_the_same_moment_make_one_worker()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AnnounceAsync(Ana))));

        answers.ShouldAllBe(a => a.IsSuccess);
        answers.Count(a => a.Value!.IsNew).ShouldBe(1);
    }

    [Fact]
    public async Task The_owner_of_the_old_address_no_longer_sees_the_workers_data()
    {
        await AnnounceAsync(Ana);
        await AnnounceAsync(Ana with { Email = $"new-{_id}@example.com" });

        (await _register.FindByEmailAsync(Ana.Email!, default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_email_address_belongs_to_one_worker()
    {
        await AnnounceAsync(Ana);

        var second = await _register.AnnounceAsync(
            $"{_id}-2",
            Ana with
            {
                Email = Ana.Email!.ToUpperInvariant(),
            },
            default
        );

        second.IsSuccess.ShouldBeFalse();
        second.Error.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/email");
    }

    [Theory]
    [InlineData("ana-{0}@b\u00FCcher.example", "ANA-{0}@xn--bcher-kva.example", false)]
    [InlineData("mike-{0}@x.example", "m\u0456ke-{0}@x.example", true)] // with a Cyrillic letter
    [InlineData("jos\u00E9-{0}@x.example", "JOS\u00C9-{0}@x.example", true)]
    public async Task Two_spellings_of_an_address_are_one_worker_and_a_look_alike_is_another(
        string one,
        string other,
        bool areTwo
    )
    {
        await AnnounceAsync(Ana with { Email = string.Format(CultureInfo.InvariantCulture, one, _id) });

        var second = Ana with { Email = string.Format(CultureInfo.InvariantCulture, other, _id) };

        (await _register.AnnounceAsync($"{_id}-2", second, default)).IsSuccess.ShouldBe(areTwo);
    }

    [Theory]
    [InlineData(-91, false)]
    [InlineData(-90, true)]
    [InlineData(0, true)]
    [InlineData(null, false)]
    public async Task A_confirmation_counts_for_a_worker_announced_within_90_days_of_it(int? day, bool counts)
    {
        await AnnounceAsync(Ana);

        var worker = (await _register.FindAsync(_id, default)).ShouldNotBeNull();

        worker.IsEmailConfirmed(day is { } d ? worker.AnnouncedAt.AddDays(d) : null).ShouldBe(counts);
    }

    [Fact]
    public async Task A_confirmation_from_before_a_change_of_address_does_not_count()
    {
        await AnnounceAsync(Ana);
        await AnnounceAsync(Ana with { Email = $"new-{_id}@example.com" });

        var worker = (await _register.FindAsync(_id, default)).ShouldNotBeNull();

        worker.IsEmailConfirmed(worker.EmailSince.AddSeconds(-1)).ShouldBeFalse();
        worker.IsEmailConfirmed(worker.EmailSince).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/email", "ana", "Ana", "PT", null, null)]
    [InlineData("/email", "ana.@example.com", "Ana", "PT", null, null)]
    [InlineData("/email", "\"ana\"@example.com", "Ana", "PT", null, null)]
    [InlineData("/email", "ana@[127.0.0.1]", "Ana", "PT", null, null)]
    [InlineData("/email", "mi\u212Ae@example.com", "Ana", "PT", null, null)]
    [InlineData("/email", "Ana <ana@example.com>", "Ana", "PT", null, null)]
    [InlineData("/name", "ana@example.com", " ", "PT", null, null)]
    [InlineData("/jurisdiction", "ana@example.com", "Ana", "Portugal", null, null)]
    [InlineData("/jurisdiction", "ana@example.com", "Ana", null, null, null)]
    [InlineData("/locale", "ana@example.com", "Ana", "PT", "klingon!", null)]
    [InlineData("/timeZone", "ana@example.com", "Ana", "PT", null, "Lisbon time")]
    public async Task A_wrong_field_is_named_and_nothing_is_changed(
        string pointer,
        string? email,
        string? name,
        string? jurisdiction,
        string? locale,
        string? zone
    )
    {
        var result = await AnnounceAsync(new(email, name, jurisdiction, locale, zone));

        result.IsSuccess.ShouldBeFalse();
        result.Error.Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
        (await _register.FindAsync(_id, default)).ShouldBeNull();
    }

    private WorkerAnnouncement Ana => new($"ana-{_id}@example.com", "Ana Sousa", "PT", "pt-PT", "Europe/Lisbon");

    private Task<Result<AnnouncedWorker, InvalidFields>> AnnounceAsync(WorkerAnnouncement said) =>
        _register.AnnounceAsync(_id, said, default);

    public sealed class OnSqlite(SqliteDatabase database)
        : WorkerRegisterTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : WorkerRegisterTests(database),
            IClassFixture<PostgresDatabase>;
}
