namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// The security headers of every answer. Two deviations from OWASP ASVS 5.0.0 3.4.3, both forced and only where they
/// are: <c>base-uri 'self'</c> on live pages,
/// because Blazor needs a base address, and <c>style-src-attr 'unsafe-inline'</c> on those with MudBlazor, which
/// positions things with style attributes.
/// </summary>
internal static class SecurityPolicy
{
    private const int Year = 365 * 24 * 60 * 60;

    /// <param name="live">What the page has of interactive islands; null for none.</param>
    /// <param name="secure">Whether browsers are told to come by HTTPS only.</param>
    /// <param name="isSealed">Whether the page's scripts may call nobody.</param>
    /// <param name="formTargets">Other sites the page's forms may lead to.</param>
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
            .AddPermissionsPolicy(Nothing)
            .AddContentSecurityPolicy(policy => Fill(policy, live, isSealed, formTargets))
            .RemoveServerHeader();

        return secure ? headers.AddStrictTransportSecurityMaxAgeIncludeSubDomains(Year) : headers;
    }

    /// <summary>
    /// The API's reference at <c>/api</c>, a viewer of somebody else's that writes its own styles and starts from an
    /// inline script: the script is let in by a nonce,
    /// styles are let in as they are. The page holds nothing about anyone, and nothing comes from another host.
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

    // The portal needs no sensor, camera or payment; passkeys are the one feature it uses.
    private static void Nothing(PermissionsPolicyBuilder features)
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
