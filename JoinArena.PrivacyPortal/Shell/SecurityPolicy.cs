namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// The security headers of every response. There are two deviations from OWASP ASVS 5.0.0 3.4.3, only on pages that
/// need them: <c>base-uri 'self'</c> on pages with islands, because Blazor needs a base address, and
/// <c>style-src-attr 'unsafe-inline'</c> on pages with MudBlazor, which uses style attributes.
/// </summary>
internal static class SecurityPolicy
{
    private const int Year = 365 * 24 * 60 * 60;

    /// <param name="live">The interactive islands of the page, or null if it has none.</param>
    /// <param name="secure">True to send Strict-Transport-Security.</param>
    /// <param name="isSealed">True if the page's scripts may not connect to any server.</param>
    /// <param name="formTargets">Other origins that the page's forms may redirect to.</param>
    public static HeaderPolicyCollection CreateHeaders(
        InteractivePageAttribute? live,
        bool secure,
        bool isSealed = false,
        params IEnumerable<string> formTargets
    )
    {
        var headers = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .AddPermissionsPolicy(DenyFeatures)
            .AddContentSecurityPolicy(policy => Fill(policy, live, isSealed, formTargets))
            .RemoveServerHeader();

        return secure ? headers.AddStrictTransportSecurityMaxAgeIncludeSubDomains(Year) : headers;
    }

    /// <summary>
    /// The headers of the API reference at <c>/api</c>. Its third-party viewer adds inline styles and starts from an
    /// inline script. A nonce allows the script, and inline styles are allowed. The page has no personal data and loads
    /// nothing from other hosts.
    /// </summary>
    public static HeaderPolicyCollection CreateApiReferenceHeaders(bool secure) =>
        CreateHeaders(live: null, secure)
            .AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().None();
                policy.AddScriptSrc().Self().WithNonce();
                policy.AddStyleSrc().Self().UnsafeInline();
                policy.AddImgSrc().Self().Data().Blob();
                policy.AddFontSrc().Self().Data();
                policy.AddConnectSrc().Self();
                policy.AddFormAction().None();
                policy.AddBaseUri().None();
                policy.AddFrameAncestors().None();
                policy.AddObjectSrc().None();
            });

    private static void Fill(
        CspBuilder policy,
        InteractivePageAttribute? live,
        bool isSealed,
        IEnumerable<string> formTargets
    )
    {
        policy.AddDefaultSrc().None();
        policy.AddScriptSrc().Self();
        policy.AddStyleSrc().Self();
        if (live is { UsesMudBlazor: true })
            policy.AddStyleSrcAttr().UnsafeInline();
        policy.AddImgSrc().Self().Data();
        policy.AddFontSrc().Self();
        if (isSealed)
            policy.AddConnectSrc().None();
        else
            policy.AddConnectSrc().Self();
        var forms = policy.AddFormAction().Self();
        foreach (var origin in formTargets)
            forms.From(origin);
        if (live is null)
            policy.AddBaseUri().None();
        else
            policy.AddBaseUri().Self();
        policy.AddFrameAncestors().None();
        policy.AddObjectSrc().None();
    }

    // The portal uses none of these features except passkeys.
    private static void DenyFeatures(PermissionsPolicyBuilder features)
    {
        features.AddAccelerometer().None();
        features.AddCamera().None();
        features.AddDisplayCapture().None();
        features.AddFullscreen().None();
        features.AddGeolocation().None();
        features.AddGyroscope().None();
        features.AddMagnetometer().None();
        features.AddMicrophone().None();
        features.AddMidi().None();
        features.AddPayment().None();
        features.AddPublickeyCredentialsGet().Self();
        features.AddUsb().None();
    }
}
