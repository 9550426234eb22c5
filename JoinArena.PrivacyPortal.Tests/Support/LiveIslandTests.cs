using System.Globalization;
using System.Security.Claims;
using Bunit;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>
/// A live part of a page once its circuit is up: it reads the database, and reads it again when a change is committed.
/// </summary>
public abstract class LiveIslandTests : BunitContext, IAsyncLifetime
{
    protected LiveIslandTests(TestDatabase database, FakeTimeProvider clock)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        // MudBlazor measures and listens by script; what it would answer is of no interest here.
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services
            .AddSingleton(TestLocalizer.English)
            .AddSingleton<IStaffAccess>(Staff)
            .AddSingleton<TimeProvider>(clock)
            .AddScoped<DisplayFormatter>()
            .AddSingleton(new BasePath(""))
            .AddSingleton(database.Contexts)
            .AddSingleton(database.Feed);
    }

    /// <summary>Who is on the privacy team.</summary>
    protected TestStaffAccess Staff { get; } = new();

    public Task InitializeAsync()
    {
        // After every service has been added: this makes the container.
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return Task.CompletedTask;
    }

    // Some of MudBlazor's services can be disposed of only so.
    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    /// <summary>Shows a part of a page to a signed-in worker.</summary>
    protected IRenderedComponent<CascadingValue<Task<AuthenticationState>>> RenderFor(
        string worker,
        RenderFragment part
    ) => RenderFor(new ClaimsPrincipal(new ClaimsIdentity([new(WorkerAccess.Claim, worker)], "test")), part);

    /// <summary>Shows a part of a page to an officer.</summary>
    protected IRenderedComponent<CascadingValue<Task<AuthenticationState>>> RenderForOfficer(RenderFragment part) =>
        RenderFor(Given.Staff(Roles.Officer, "officer@team.example"), part);

    private IRenderedComponent<CascadingValue<Task<AuthenticationState>>> RenderFor(
        ClaimsPrincipal reader,
        RenderFragment part
    ) =>
        Render<CascadingValue<Task<AuthenticationState>>>(parameters =>
            parameters.Add(value => value.Value, Task.FromResult(new AuthenticationState(reader))).AddChildContent(part)
        );
}

/// <summary>Says of nobody that they are on the team once their role is taken.</summary>
public sealed class TestStaffAccess : IStaffAccess
{
    public bool IsRoleTaken { get; set; }

    public Task<bool> IsStaffAsync(ClaimsPrincipal reader, CancellationToken ct) =>
        Task.FromResult(reader.IsStaff && !IsRoleTaken);
}
