using System.Security.Claims;
using Bunit;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Forms.Mapping;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>The page that asks a worker to accept, and what the browser sends to it.</summary>
public abstract class AcceptPageTestBase : BunitContext
{
    protected string Worker { get; } = $"w-{Guid.CreateVersion7()}";
    private protected TemporaryPolicies Policies { get; } =
        new TemporaryPolicies()
            .WithPublished("1.1", "2026-12-01T00:00:00Z", "material", "pt")
            .WithPublished("1.2", "2027-02-01T00:00:00Z", "editorial");
    protected FakeTimeProvider Clock { get; } = new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));
    protected SentForm Sent { get; } = new();
    protected DefaultHttpContext Http { get; } = new();

    protected AcceptPageTestBase(SqliteDatabase database)
    {
        Services
            .AddLocalization()
            .AddScoped<DisplayFormatter>()
            .AddSingleton(new BasePath(""))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(_ => PolicyLibrary.Load(Policies.Root))
            .AddSingleton(database.Contexts)
            .AddSingleton<AcceptanceQueries>()
            .AddSingleton<AcceptanceService>()
            .AddSingleton<WorkerRegister>()
            .AddSingleton(AcceptanceTestData.ReceiptIssuer)
            .AddSingleton(
                new ReturnOrigins(new HashSet<string>(StringComparer.Ordinal) { "https://app.joinarena.example" })
            )
            .AddSingleton<AcceptanceCodeService>()
            .AddSingleton<IFormValueMapper>(Sent)
            .AddSingleton<AntiforgeryStateProvider, NoToken>();
        Services.AddSupplyValueFromFormProvider();
        Http.Request.Path = "/policy/accept";
        Http.User = new ClaimsPrincipal(new ClaimsIdentity([new(WorkerAccess.Claim, Worker)], "test"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            Policies.Dispose();
    }

    protected async Task AcceptAsync(string version, DateTimeOffset at)
    {
        await Services
            .GetRequiredService<WorkerRegister>()
            .AnnounceAsync(Worker, new($"{Worker}@people.example", "Ana Lopes", "DE"), CancellationToken.None);
        Clock.AdjustTime(at);
        (
            await Services
                .GetRequiredService<AcceptanceService>()
                .AcceptAsync(Worker, version, "en", new(null, null, null), CancellationToken.None)
        ).IsSuccess.ShouldBeTrue();
    }

    protected async Task<IRenderedComponent<AcceptPage>> OpenAsync()
    {
        await Services
            .GetRequiredService<WorkerRegister>()
            .AnnounceAsync(Worker, new($"{Worker}@people.example", "Ana Lopes", "DE"), CancellationToken.None);
        var page = Render<AcceptPage>(p => p.AddCascadingValue<HttpContext>(Http));
        page.WaitForElement("article");
        return page;
    }

    protected async Task<IRenderedComponent<AcceptPage>> SubmitAsync(AcceptForm form)
    {
        form.Wording ??= new AcceptanceWording($"I have read and accept version {form.Version}", "Accept").Sha256;
        Sent.Form = form;
        var page = await OpenAsync();
        await page.Find("form").SubmitAsync();
        return page;
    }

    protected async Task<IReadOnlyList<PolicyAcceptance>> BookedAsync() =>
        await Services.GetRequiredService<AcceptanceQueries>().GetAcceptancesAsync(Worker, CancellationToken.None);

    /// <summary>What the browser sent.</summary>
    protected sealed class SentForm : IFormValueMapper
    {
        public AcceptForm? Form { get; set; }

        public bool CanMap(Type valueType, string scopeName, string? formName) =>
            valueType == typeof(AcceptForm) && formName == AcceptForm.Name;

        public void Map(FormValueMappingContext context) => context.SetResult(Form);
    }

    protected sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
