using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Account.StepUp;

/// <summary>Codes by mail, on both databases.</summary>
public abstract partial class MailedCodeServiceTests(TestDatabase database)
{
    private static readonly StepUpPurpose s_deletion = new(
        "deletion DR-2026-000123",
        "confirm your deletion request DR-2026-000123"
    );

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));
    private readonly Guid _session = Guid.CreateVersion7();

    private MailedCodeService Codes =>
        new(
            database.Contexts,
            new PasswordHasher<PortalAccount>(CheapPasswordHashing.Options),
            new(TestLocalizer.English),
            _clock
        );

    [Fact]
    public async Task A_code_confirms_once_and_is_read_as_people_type_it()
    {
        var account = await AccountAsync();
        var code = await SentAsync(account);

        (await CheckAsync(account, $" {code[..4]}-{code[4..]} ")).ShouldBe(StepUpResult.Confirmed);
        (await CheckAsync(account, code)).ShouldBe(StepUpResult.CodeSpent);
    }

    [Fact]
    public async Task The_email_says_what_the_code_is_for_and_what_to_do_if_it_was_not_requested_and_its_subject_and_link_carry_no_code()
    {
        var account = await AccountAsync();
        var code = await SentAsync(account);

        await using var db = await database.Contexts.CreateDbContextAsync();
        var mail = await db
            .Outbox.Where(m => m.Payload!.Contains(account.Email!))
            .Select(m => m.Payload!)
            .SingleAsync();
        mail.ShouldContain("confirm your deletion request DR-2026-000123");
        mail.ShouldContain("If this was not you, someone else is signed in to your account.");
        using var read = System.Text.Json.JsonDocument.Parse(mail);
        foreach (var field in new[] { "Subject", "Path" })
            read.RootElement.GetProperty(field).GetString()!.ShouldNotContain(code[..4]);
        (await db.MailedCodes.SingleAsync(c => c.AccountId == account.Id)).Hash.ShouldNotContain(code);
    }

    [Fact]
    public async Task The_right_code_does_nothing_after_five_wrong_tries_even_simultaneous_ones()
    {
        var account = await AccountAsync();
        var code = await SentAsync(account);
        var wrong = code == "00000000" ? "00000001" : "00000000";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => CheckAsync(account, wrong)))
        );

        answers.Count(a => a is StepUpResult.WrongCode).ShouldBe(MailedCodeService.MaxAttempts);
        answers.Count(a => a is StepUpResult.CodeSpent).ShouldBe(12 - MailedCodeService.MaxAttempts);
        (await CheckAsync(account, code)).ShouldBe(StepUpResult.CodeSpent);
    }

    [Fact]
    public async Task A_right_code_given_twice_at_once_confirms_once()
    {
        var account = await AccountAsync();
        var code = await SentAsync(account);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CheckAsync(account, code))));

        answers.Count(a => a is StepUpResult.Confirmed).ShouldBe(1);
    }

    [Fact]
    public async Task A_code_is_valid_for_ten_minutes()
    {
        var account = await AccountAsync();
        var code = await SentAsync(account);
        _clock.Advance(MailedCodeService.Lifetime);
        (await CheckAsync(account, code)).ShouldBe(StepUpResult.CodeExpired);
    }

    [Fact]
    public async Task A_code_is_invalid_in_another_session_for_another_action_or_another_account()
    {
        var account = await AccountAsync();
        var other = await AccountAsync();
        var code = await SentAsync(account);

        (await Codes.CheckAsync(account, Guid.CreateVersion7(), s_deletion, code, default)).ShouldBe(
            StepUpResult.CodeExpired
        );
        (await Codes.CheckAsync(account, _session, new("close account", "close your account"), code, default)).ShouldBe(
            StepUpResult.CodeExpired
        );
        (await CheckAsync(other, code)).ShouldBe(StepUpResult.CodeExpired);
        (await CheckAsync(account, code)).ShouldBe(StepUpResult.Confirmed);
    }

    [Fact]
    public async Task A_new_code_takes_the_place_of_the_old_one_and_five_an_hour_are_sent()
    {
        var account = await AccountAsync();
        var first = await SentAsync(account);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var second = await SentAsync(account);
        if (first != second)
            (await CheckAsync(account, first)).ShouldBe(StepUpResult.WrongCode);
        for (var sent = 2; sent < MailedCodeService.MaxPerHour; sent++)
            await SentAsync(account);

        (await Codes.SendAsync(account, _session, s_deletion, default)).ShouldBeFalse();
        (await Codes.SendAsync(account, Guid.CreateVersion7(), s_deletion, default)).ShouldBeFalse(
            "another browser is no way round it"
        );
        _clock.Advance(MailedCodeService.LimitWindow);
        (await Codes.SendAsync(account, _session, s_deletion, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_twelve_codes_asked_for_at_once_five_are_sent()
    {
        var account = await AccountAsync();

        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ => Task.Run(() => Codes.SendAsync(account, Guid.CreateVersion7(), s_deletion, default)))
        );

        sent.Count(isSent => isSent).ShouldBe(MailedCodeService.MaxPerHour);
    }

    [Fact]
    public async Task Expired_codes_and_sessions_are_deleted()
    {
        var account = await AccountAsync();
        await SentAsync(account);
        var sessions = new SessionService(database.Contexts, _clock);
        await sessions.BeginAsync(account.Id, "", proof: null, default);
        _clock.Advance(SessionService.IdleTimeout);

        await new AccountCleanupJob(database.Contexts, _clock).RunAsync(default);

        await using var db = await database.Contexts.CreateDbContextAsync();
        (await db.MailedCodes.AnyAsync(c => c.AccountId == account.Id)).ShouldBeFalse();
        (await db.AccountSessions.AnyAsync(s => s.AccountId == account.Id)).ShouldBeFalse();
        (await db.AttemptCounters.AnyAsync(c => c.AccountId == account.Id)).ShouldBeFalse();
    }

    private Task<StepUpResult> CheckAsync(PortalAccount account, string code) =>
        Codes.CheckAsync(account, _session, s_deletion, code, default);

    private async Task<PortalAccount> AccountAsync()
    {
        var account = PortalAccount.Create($"{Guid.NewGuid():N}@people.example", _clock.GetInstant());
        await using var db = await database.Contexts.CreateDbContextAsync();
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return account;
    }

    /// <returns>The code, as the mail says it.</returns>
    private async Task<string> SentAsync(PortalAccount account)
    {
        (await Codes.SendAsync(account, _session, s_deletion, default)).ShouldBeTrue();
        await using var db = await database.Contexts.CreateDbContextAsync();
        var mail = await db
            .Outbox.Where(m => m.Payload!.Contains(account.Email!))
            .OrderByDescending(m => m.Id)
            .Select(m => m.Payload!)
            .FirstAsync();
        var said = Code().Match(mail);
        return said.Groups["first"].Value + said.Groups["second"].Value;
    }

    [GeneratedRegex("code is (?<first>[0-9]{4}) (?<second>[0-9]{4})", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Code();

    public sealed class OnSqlite(SqliteDatabase database)
        : MailedCodeServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : MailedCodeServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
