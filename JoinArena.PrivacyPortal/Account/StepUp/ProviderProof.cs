using System.Globalization;
using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>Says, in the session, that the person has just proved at the platform who they are.</summary>
/// <param name="At">When, in whole seconds.</param>
/// <param name="HasFactor">Whether the platform asked for a second factor.</param>
/// <param name="Purpose">What it is for: the key of a <see cref="StepUpPurpose"/>.</param>
internal sealed record ProviderProof(DateTimeOffset At, bool HasFactor, string Purpose)
{
    /// <summary>The claim of the session that holds it.</summary>
    public const string Claim = "provider_proof";

    /// <summary>For this long it counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public Claim ToClaim() =>
        new(
            Claim,
            string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeSeconds()} {(HasFactor ? 1 : 0)} {Purpose}")
        );

    /// <summary>The proof for this purpose; null if there is none or it is too old.</summary>
    public static ProviderProof? Find(ClaimsPrincipal user, StepUpPurpose purpose, DateTimeOffset now) =>
        user.FindFirstValue(Claim)?.Split(' ', 3) is [var second, var factor, var kept]
        && kept == purpose.Key
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var unix)
        && DateTimeOffset.FromUnixTimeSeconds(unix) is var at
        && at <= now
        && now - at <= Lifetime
            ? new(at, factor == "1", kept)
            : null;
}
