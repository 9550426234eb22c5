using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.Oidc;
using JoinArena.PrivacyPortal.Account.Passkeys;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Account.Registering;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Account.Team;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Accounts and sign-in: ASP.NET Core Identity on the portal's own context, with pages that work without script.
/// </summary>
public static class AccountSetup
{
    /// <summary>
    /// How often the claims of a session are read again from its account. Whether the session is still open is looked at
    /// on every request.
    /// </summary>
    internal static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The rounds of PBKDF2 with HMAC-SHA-512. A password hashed with fewer is hashed again at the next sign-in. Source:
    /// OWASP Password Storage Cheat Sheet.
    /// </summary>
    internal const int PasswordIterations = 210_000;

    public static WebApplicationBuilder AddAccount(this WebApplicationBuilder builder)
    {
        var cookies = PortalCookies.From(builder.Configuration);
        var services = builder.Services;
        services
            .AddSingleton(cookies)
            .AddSingleton(slices => new DemoAccounts(slices.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled))
            .AddSingleton<LiveCircuits>()
            .AddSingleton<StepUpService>()
            .AddSingleton<IStaffAccess, StaffAccess>()
            .AddSingleton<StaffInvitationService>()
            .AddSingleton<TeamQueries>()
            .AddSingleton<TeamService>()
            .AddSingleton<AccountSeeder>()
            .AddSingleton<SessionService>()
            .AddSingleton<IExportedList, ExportedAccounts>()
            .AddSingleton<IWorkerEmailChangeParticipant, EmailChangeSignOut>();
        services
            .AddSingleton(AnswerTime.Default)
            .AddSingleton<KnownBrowserCookie>()
            .AddSingleton<IKnownBrowsers>(provider => provider.GetRequiredService<KnownBrowserCookie>())
            .AddScoped<SignInAttempts>()
            .AddScoped<PasswordChecker>()
            .AddScoped<RegistrationService>()
            .AddScoped<AddressConfirmationService>()
            .AddScoped<PasswordResetService>()
            .AddScoped<SignInService>()
            .AddScoped<SessionStarter>()
            .AddSingleton<IdleSignOut>()
            .AddScoped<AccountRemovalService>()
            .AddScoped<AccountEmails>()
            .AddScoped<AwaitedEmailCookie>()
            .AddScoped<PendingRegistrationCookie>();
        services
            .AddScoped<PasskeyService>()
            .AddScoped<MailedCodeService>()
            .AddScoped<TwoFactorService>()
            .AddScoped<FactorChangePolicy>()
            .AddScoped<IHomeCardSource, SecondFactorHomeCards>()
            .AddBackgroundJob<AccountCleanupJob>(every: TimeSpan.FromMinutes(10));
        services
            .AddScoped<AuthenticationStateProvider, PortalRevalidatingAuthenticationStateProvider>()
            .AddScoped<CircuitHandler, AccountCircuitHandler>()
            .AddScoped<IHomeCardSource, UnknownAddressHomeCards>()
            .AddNavEntries(new NavEntry("People", "/staff/people", 69, Roles.Administrator) { Place = NavPlace.Desk });
        AddIdentity(services, builder.Configuration);
        AddCookies(services, cookies);
        builder.AddOidc(cookies);
        return builder;
    }

    public static WebApplication MapAccount(this WebApplication app)
    {
        app.MapPost(
                "/account/sign-out",
                async (HttpContext http, SignInService signIn, OidcSignOut provider) =>
                {
                    var next = await provider.PrepareAsync(http);
                    await signIn.SignOutAsync(http.User);
                    return TypedResults.Redirect(next);
                }
            )
            .AllowAnonymous()
            .WithMetadata(new RequireAntiforgeryTokenAttribute())
            .ExcludeFromDescription();
        app.MapPasskeyOptionsApi();
        app.MapOidc();
        return app;
    }

    private static void AddIdentity(IServiceCollection services, IConfiguration configuration)
    {
        // Registered before Identity, which then does not add its own.
        services
            .AddScoped<IPasswordValidator<PortalAccount>, PortalPasswordValidator>()
            .AddScoped<ILookupNormalizer, AccountNormalizer>();
        services
            .AddIdentityCore<PortalAccount>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                // The user name is the email address, which the forms check.
                identity.User.AllowedUserNameCharacters = "";
                identity.SignIn.RequireConfirmedAccount = true;
                identity.Tokens.PasswordResetTokenProvider = PasswordResetTokenProvider.ProviderName;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddUserStore<ProtectedUserStore>()
            .AddUserManager<PortalUserManager>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<PasswordResetTokenProvider>(PasswordResetTokenProvider.ProviderName)
            .AddClaimsPrincipalFactory<AccountClaimsPrincipalFactory>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordIterations);
        // Registered after Identity, to replace Identity's own validator.
        services.AddScoped<ISecurityStampValidator, SessionValidator>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // A passkey works only for the domain it was created for. Without a public address that is the host of the
            // request.
            passkeys.ServerDomain = PublicAddress.GetConfiguredUrl(configuration)?.Host;
            // With a resident key, sign-in needs no email address, so it does not reveal who has an account. A passkey
            // counts as two factors only if the device verifies its owner.
            passkeys.ResidentKeyRequirement = "required";
            passkeys.UserVerificationRequirement = "required";
        });
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = RefreshInterval;
            // The refreshed principal is built from the account, which does not record when and how the session began.
            stamp.OnRefreshingPrincipal = context =>
            {
                var began = context.CurrentPrincipal?.FindAll(SessionClaims.IsSessionClaim) ?? [];
                context.NewPrincipal?.Identities.First().AddClaims(began.Select(claim => claim.Clone()));
                return Task.CompletedTask;
            };
        });
    }

    private static void AddCookies(IServiceCollection services, PortalCookies cookies)
    {
        services
            .AddAuthentication(schemes => schemes.DefaultScheme = IdentityConstants.ApplicationScheme)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(session =>
        {
            session.LoginPath = "/account/login";
            session.AccessDeniedPath = "/account/denied";
            session.ReturnUrlParameter = "returnUrl";
            // From the last renewal, which can be that much older than the last use.
            session.ExpireTimeSpan = SessionService.IdleTimeout + SessionService.RenewEvery;
            session.SlidingExpiration = true;
            // By itself the cookie is renewed in the second half of its time only: a session could end after half of it.
            session.Events.OnCheckSlidingExpiration = context =>
            {
                context.ShouldRenew |= context.ElapsedTime >= SessionService.RenewEvery;
                return Task.CompletedTask;
            };
            session.Events.OnRedirectToLogin = LeadTo(session.LoginPath, session.Events.OnRedirectToLogin);
            session.Events.OnRedirectToAccessDenied = LeadTo(
                session.AccessDeniedPath,
                session.Events.OnRedirectToAccessDenied
            );
            // The sign-in page redirects by itself, to an address it has checked and encoded. The handler would put the
            // address into the header as it came.
            session.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
            var validate = session.Events.OnValidatePrincipal;
            session.Events.OnValidatePrincipal = async context =>
            {
                var demo = context.HttpContext.RequestServices.GetRequiredService<DemoAccounts>();
                if (!demo.AreOpen && context.Principal?.HasClaim(c => c.Type == DemoAccounts.Claim) is true)
                {
                    context.RejectPrincipal();
                    return;
                }

                await validate(context);
                if (context.Principal is { } principal)
                    context.ReplacePrincipal(StaffTwoFactorRequirement.Apply(principal));
            };
            cookies.Harden(session.Cookie, cookies.Session);
        });
        // Holds passkey options, or who has given the first of two factors.
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme,
            between => cookies.Harden(between.Cookie, cookies.TwoFactor)
        );
        services.Configure<AntiforgeryOptions>(forms => cookies.Harden(forms.Cookie, cookies.Antiforgery));
    }

    // The handler would write the base path into the address to return to, which is a path within the portal.
    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> LeadTo(
        PathString page,
        Func<RedirectContext<CookieAuthenticationOptions>, Task> redirect
    ) =>
        context =>
        {
            var back = context.Request.Path + context.Request.QueryString;
            context.RedirectUri = page + QueryString.Create(LocalReturnUrl.Parameter, back);
            return redirect(context);
        };
}
