using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Signing in: ASP.NET Core Identity on the portal's own context, with pages that need no script.</summary>
public static class AccountSetup
{
    /// <summary>How long a session that was ended elsewhere may still be used. OWASP ASVS 5.0 v5.0.0-7.4.2.</summary>
    internal static readonly TimeSpan ValidationInterval = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_idle = TimeSpan.FromHours(8);

    public static WebApplicationBuilder AddAccount(this WebApplicationBuilder builder)
    {
        var cookies = SessionCookies.From(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(cookies).AddSingleton<LiveCircuits>().AddSingleton<StepUp>().AddSingleton<StaffInvitations>().AddSingleton<AccountSeed>();
        services.AddScoped<Credentials>().AddScoped<Registration>().AddScoped<PasswordReset>().AddScoped<SignIn>().AddScoped<AccountClosing>().AddScoped<Letters>().AddScoped<SameBrowser>();
        services.AddScoped<AuthenticationStateProvider, RevalidatedSignIn>().AddScoped<CircuitHandler, CircuitOfAccount>().AddScoped<IAttention, UnknownAddress>();
        AddIdentity(services);
        AddCookies(services, cookies);
        return builder;
    }

    public static WebApplication MapAccount(this WebApplication app)
    {
        app.MapPost("/account/sign-out", async (HttpContext http, SignIn signIn) =>
        {
            await signIn.OutAsync(http.User);
            return TypedResults.Redirect("/");
        }).AllowAnonymous().WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        return app;
    }

    private static void AddIdentity(IServiceCollection services)
    {
        // Registered before Identity, which then leaves out its own rule.
        services.AddScoped<IPasswordValidator<PortalAccount>, PasswordRule>();
        services.AddIdentityCore<PortalAccount>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            // Any address may be a user name; whether it is one is checked before.
            identity.User.AllowedUserNameCharacters = "";
            identity.SignIn.RequireConfirmedAccount = true;
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            identity.Tokens.PasswordResetTokenProvider = ResetTokens.ProviderName;
        })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<ResetTokens>(ResetTokens.ProviderName)
            .AddClaimsPrincipalFactory<AccountClaims>();
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = ValidationInterval;
            // The refreshed principal is made from the account, which does not know when and how this session began.
            stamp.OnRefreshingPrincipal = context =>
            {
                var began = context.CurrentPrincipal?.FindAll(claim => claim.Type is SignInClaims.AuthTime or SignInClaims.Method) ?? [];
                context.NewPrincipal?.Identities.First().AddClaims(began.Select(claim => claim.Clone()));
                return Task.CompletedTask;
            };
        });
    }

    private static void AddCookies(IServiceCollection services, SessionCookies cookies)
    {
        services.AddAuthentication(schemes => schemes.DefaultScheme = IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(session =>
        {
            session.LoginPath = "/account/login";
            session.AccessDeniedPath = "/account/denied";
            session.ReturnUrlParameter = "returnUrl";
            session.ExpireTimeSpan = s_idle;
            session.SlidingExpiration = true;
            Harden(session.Cookie, cookies.Session, cookies.Secure);
        });
        services.Configure<AntiforgeryOptions>(forms => Harden(forms.Cookie, cookies.Forms, cookies.Secure));
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
