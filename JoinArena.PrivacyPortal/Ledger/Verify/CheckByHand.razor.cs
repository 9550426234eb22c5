using JoinArena.PrivacyPortal.Ledger.Notes;
using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Ledger.Verify;

/// <content>The commands, which are no markup.</content>
public sealed partial class CheckByHand
{
    [Parameter, EditorRequired]
    public VerifierKey Verifier { get; set; } = default!;

    private string Commands =>
        $"""
            sed '/^$/,$d' receipt.note > text
            tail -n 1 receipt.note | cut -d' ' -f3 | base64 -d | tail -c 64 > signature
            (printf '\060\052\060\005\006\003\053\145\160\003\041\000'; echo '{Verifier.ToString().Split('+', 3)[
                2
            ]}' | base64 -d | tail -c 32) > key.der
            openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile signature
            """;
}
