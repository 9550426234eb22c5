using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.WorkerEmails;

/// <summary>What a worker is emailed of the answers of a day, on both databases.</summary>
public abstract class AnswerDigestTests(TestDatabase database) : AnswerDigestTestBase(database)
{
    [Fact]
    public async Task The_first_answer_is_emailed_at_once_and_those_of_the_next_24_hours_in_one_email()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder", "Derwent");

        await AnswerAsync(bench, request, "Avon");
        await bench.DeliverEmailsAsync();
        ListEmails(bench).ShouldBe(["Avon has erased your data (1 of 4)"]);
        await AnswerAsync(
            bench,
            request,
            "Calder",
            new(TaskOutcome.Retained, "gdpr-legal-claims", new(2027, 12, 31), "A claim is open.")
        );
        bench.Clock.Advance(TimeSpan.FromHours(23));
        await AnswerAsync(bench, request, "Brook", new(TaskOutcome.NothingHeld));
        await bench.DeliverEmailsAsync();
        ListEmails(bench).ShouldHaveSingleItem();
        (await bench.ReadInboxSubjectsAsync())
            .Where(s => s.EndsWith(" of 4)", StringComparison.Ordinal))
            .ShouldBe(
                [
                    "Avon has erased your data (1 of 4)",
                    "Calder keeps this data until 31 December 2027 (2 of 4)",
                    "Brook held none of this data (3 of 4)",
                ],
                ignoreOrder: true
            );

        bench.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        await bench.DeliverEmailsAsync();
        ListEmails(bench)
            .ShouldBe(["Avon has erased your data (1 of 4)", "2 more answers to your deletion request (3 of 4)"]);
        var text = ReadEmail(bench, "2 more answers to your deletion request (3 of 4)");
        text.ShouldStartWith("Hello Ana Example,\n\nBrook held none of this data.\n\nCalder keeps this data until");
        text.ShouldContain("(GDPR Art. 17(3)(e)) The party’s words: A claim is open.");
        text.ShouldContain("Derwent still has to answer, by 24 December 2026.");
        text.ShouldContain("See your request:\n");
        text.ShouldContain($"/deletion/{request.Number}\n");
        text.ShouldNotContain("Avon");
        (await bench.ReadInboxSubjectsAsync()).ShouldNotContain(s => s.Contains("more answers"));
    }

    [Fact]
    public async Task A_single_other_answer_of_the_day_is_an_email_that_names_the_party()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder");
        await AnswerAsync(bench, request, "Avon");
        await AnswerAsync(bench, request, "Brook");

        await EndDayAsync(bench);

        ListEmails(bench)
            .ShouldBe(["Avon has erased your data (1 of 3)", "Brook has erased your data (2 of 3)"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_answer_after_that_day_is_emailed_at_once_again()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder", "Derwent", "Esk");
        await AnswerAsync(bench, request, "Avon");
        await AnswerAsync(bench, request, "Brook");
        await EndDayAsync(bench);

        await AnswerAsync(bench, request, "Calder");
        await AnswerAsync(bench, request, "Derwent");
        await bench.DeliverEmailsAsync();

        ListEmails(bench)
            .ShouldBe(
                [
                    "Avon has erased your data (1 of 5)",
                    "Brook has erased your data (2 of 5)",
                    "Calder has erased your data (3 of 5)",
                ],
                ignoreOrder: true
            );
        await EndDayAsync(bench);
        ListEmails(bench)[^1].ShouldBe("Derwent has erased your data (4 of 5)");
    }

    [Theory]
    [InlineData("es", "2 respuestas más a tu solicitud de borrado (3 de 4)")]
    [InlineData("pt-BR", "Mais 2 respostas ao seu pedido de exclusão (3 de 4)")]
    [InlineData("ar", "ردّان آخران على طلب الحذف (3 من 4)")]
    public async Task It_is_in_the_language_that_the_worker_has_chosen_by_then(string language, string subject)
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder", "Derwent");
        await AnswerAsync(bench, request, "Avon");
        await AnswerAsync(bench, request, "Brook");
        await AnswerAsync(bench, request, "Calder");
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            await db
                .Workers.Where(w => w.Id == bench.Worker)
                .ExecuteUpdateAsync(s => s.SetProperty(w => w.ChosenLanguage, language));
        }

        await EndDayAsync(bench);

        ListEmails(bench).ShouldContain(subject);
    }

    [Fact]
    public async Task A_worker_who_closes_their_account_in_between_still_gets_the_answers_by_email()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder");
        await using var scope = bench.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var account = PortalAccount.Create($"{bench.Worker}@example.com", bench.Clock.GetInstant());
        (await users.CreateAsync(account)).Succeeded.ShouldBeTrue();
        await AnswerAsync(bench, request, "Avon");
        await AnswerAsync(bench, request, "Brook");

        (await users.DeleteAsync(account)).Succeeded.ShouldBeTrue();
        await EndDayAsync(bench);

        ListEmails(bench).ShouldContain("Brook has erased your data (2 of 3)");
    }

    public sealed class OnSqlite(SqliteDatabase database) : AnswerDigestTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AnswerDigestTests(database),
            IClassFixture<PostgresDatabase>;
}
