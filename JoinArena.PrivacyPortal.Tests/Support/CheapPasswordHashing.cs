using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>
/// Passwords are hashed once instead of a hundred thousand times, which was a seventh of the suite's own work. The
/// algorithm is the same.
/// </summary>
internal static class CheapPasswordHashing
{
    private const int Iterations = 1;

    /// <summary>For a hasher that a test makes itself.</summary>
    public static readonly IOptions<PasswordHasherOptions> Options = Microsoft.Extensions.Options.Options.Create(
        new PasswordHasherOptions { IterationCount = Iterations }
    );

    /// <summary>For the whole portal.</summary>
    public static IServiceCollection AddCheapPasswordHashing(this IServiceCollection services) =>
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Iterations);
}
