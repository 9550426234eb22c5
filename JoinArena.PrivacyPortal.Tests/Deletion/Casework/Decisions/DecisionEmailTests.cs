using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;

/// <summary>What the worker reads of a decision, on both databases.</summary>
public abstract class DecisionEmailTests(TestDatabase database)
{
    private const string Reason = "Eleven systems have to be searched by hand.";

    [Theory]
    [InlineData(
        "GB",
        "uk-gdpr-excessive",
        "you can complain to the Information Commissioner’s Office (now becoming the Information Commission), "
            + "https://ico.org.uk. "
            + "You can also complain to us, and we confirm that within 30 days, or ask a court for an order."
    )]
    [InlineData(
        "US-CA",
        "ccpa-excessive",
        "you can complain to the California Privacy Protection Agency or the Attorney General of California, "
            + "https://cppa.ca.gov. "
            + "This act does not let you sue over this."
    )]
    [InlineData(
        "PT",
        "gdpr-excessive",
        "you can complain to the Comissão Nacional de Proteção de Dados (CNPD), https://www.cnpd.pt. You can also"
    )]
    [InlineData(
        "IN",
        "spdi-not-proven",
        "If you disagree, you can complain to the grievance officer named in our policy. Write to us on the page of your request"
    )]
    [InlineData(
        "US-VA",
        "vcdpa-not-authenticated",
        "you can complain to the Attorney General of Virginia, https://www.oag.state.va.us. "
            + "You can appeal a refusal on the page of your request."
    )]
    [InlineData(
        "US",
        "promise-us-not-proven",
        "you can complain to the Attorney General of your state. Write to us on the page of your request."
    )]
    public async Task The_email_names_the_authority_and_the_remedy_of_the_workers_place_before_it_is_sent(
        string place,
        string ground,
        string says
    )
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(place);
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        var letter = (
            await bench.Previews.PreviewRefusalAsync(
                number,
                new(null, ground, "You asked for the same yesterday."),
                default
            )
        )!;

        letter.Paragraphs.ShouldContain(p => p.Contains(says));
    }

    [Fact]
    public async Task The_emails_that_are_sent_equal_their_previews()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        var read = (await bench.Previews.PreviewExtensionAsync(number, Reason, default))!;

        await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default);

        var text = await bench.ReadInboxTextAsync();
        text.ShouldContain(read.Subject);
        read.Paragraphs.ShouldAllBe(p => text.Contains(p));
    }

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : DecisionEmailTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DecisionEmailTests(database),
            IClassFixture<PostgresDatabase>;
}
