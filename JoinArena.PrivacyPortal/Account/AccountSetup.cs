using JoinArena.PrivacyPortal.Account.Passkeys;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Account.Registering;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Signing in: ASP.NET Core Identity on the portal's own context, with pages that need no script.</summary>
public static class AccountSetup
{
    /// <summary>How long a session that was ended elsewhere may still be used. OWASP ASVS 5.0 v5.0.0-7.4.2.</summary>
    internal static readonly TimeSpan ValidationInterval = TimeSpan.FromMinutes(1);

    public static WebApplicationBuilder AddAccount(this WebApplicationBuilder builder)
    {
        var cookies = CookieNames.From(builder.Configuration);
        var services = builder.Services;
        services
            .AddSingleton(cookies)
            .AddSingleton<LiveCircuits>()
            .AddSingleton<StepUpService>()
            .AddSingleton<StaffInvitationService>()
            .AddSingleton<AccountSeeder>()
            .AddSingleton<SessionService>();
        services
            .AddScoped<PasswordChecker>()
            .AddScoped<RegistrationService>()
            .AddScoped<PasswordResetService>()
            .AddScoped<SignInService>()
            .AddScoped<AccountRemovalService>()
            .AddScoped<AccountEmails>()
            .AddScoped<PendingRegistrationCookie>();
        services
            .AddScoped<PasskeyService>()
            .AddScoped<MailedCodeService>()
            .AddScoped<TwoFactorService>()
            .AddScoped<IHomeCardSource, SecondFactorHomeCards>()
            .AddBackgroundJob<AccountCleanupJob>(every: TimeSpan.FromMinutes(10));
        services
            .AddScoped<AuthenticationStateProvider, PortalRevalidatingAuthenticationStateProvider>()
            .AddScoped<CircuitHandler, AccountCircuitHandler>()
            .AddScoped<IHomeCardSource, UnknownAddressHomeCards>();
        AddIdentity(services, builder.Configuration);
        AddCookies(services, cookies);
        return builder;
    }

    public static WebApplication MapAccount(this WebApplication app)
    {
        app.MapPost(
                "/account/sign-out",
                async (HttpContext http, SignInService signIn) =>
                {
                    await signIn.SignOutAsync(http.User);
                    return TypedResults.Redirect("/");
                }
            )
            .AllowAnonymous()
            .WithMetadata(new RequireAntiforgeryTokenAttribute())
            .ExcludeFromDescription();
        app.MapPasskeyOptionsApi();
        return app;
    }

    private static void AddIdentity(IServiceCollection services, IConfiguration configuration)
    {
        // Registered before Identity, which then leaves out its own rule.
        services.AddScoped<IPasswordValidator<PortalAccount>, PortalPasswordValidator>();
        services
            .AddIdentityCore<PortalAccount>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                // Any address may be a user name; whether it is one is checked before.
                identity.User.AllowedUserNameCharacters = "";
                identity.SignIn.RequireConfirmedAccount = true;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
                identity.Tokens.PasswordResetTokenProvider = PasswordResetTokenProvider.ProviderName;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddUserStore<ProtectedUserStore>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<PasswordResetTokenProvider>(PasswordResetTokenProvider.ProviderName)
            .AddClaimsPrincipalFactory<AccountClaimsPrincipalFactory>();
        // After Identity, whose own it takes the place of.
        services.AddScoped<ISecurityStampValidator, SessionValidator>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // A browser gives a passkey to no other site than the one it was made for. Without a public address that is
            // the one it came to.
            passkeys.ServerDomain = PublicAddress.GetConfiguredUrl(configuration)?.Host;
            // Signing in needs no address typed, so nobody learns who has an account; and two factors in one need the
            // device to know its owner.
            passkeys.ResidentKeyRequirement = "required";
            passkeys.UserVerificationRequirement = "required";
        });
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = ValidationInterval;
            // The refreshed principal is made from the account, which does not know when and how this session began.
            stamp.OnRefreshingPrincipal = context =>
            {
                var began = context.CurrentPrincipal?.FindAll(SessionClaims.IsSessionClaim) ?? [];
                context.NewPrincipal?.Identities.First().AddClaims(began.Select(claim => claim.Clone()));
                return Task.CompletedTask;
            };
        });
    }

    private static void AddCookies(IServiceCollection services, CookieNames cookies)
    {
        services
            .AddAuthentication(schemes => schemes.DefaultScheme = IdentityConstants.ApplicationScheme)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(session =>
        {
            session.LoginPath = "/account/login";
            session.AccessDeniedPath = "/account/denied";
            session.ReturnUrlParameter = "returnUrl";
            session.ExpireTimeSpan = SessionService.IdleTimeout;
            session.SlidingExpiration = true;
            var validate = session.Events.OnValidatePrincipal;
            session.Events.OnValidatePrincipal = async context =>
            {
                await validate(context);
                if (context.Principal is { } principal)
                    context.ReplacePrincipal(StaffTwoFactorRequirement.Apply(principal));
            };
            Harden(session.Cookie, cookies.Session, cookies.Secure);
        });
        // Between two steps: what a browser was asked for, or who has given the first of two factors.
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme,
            between => Harden(between.Cookie, cookies.TwoFactor, cookies.Secure)
        );
        services.Configure<AntiforgeryOptions>(forms => Harden(forms.Cookie, cookies.Antiforgery, cookies.Secure));
    }

    private static void Harden(CookieBuilder cookie, string name, bool secure)
    {
        cookie.Name = name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
