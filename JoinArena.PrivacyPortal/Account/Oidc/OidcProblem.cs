using System.Net.Sockets;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>Why a way to the provider and back came to nothing. In addresses as one word.</summary>
internal enum OidcProblem
{
    /// <summary>The provider does not answer.</summary>
    Unreachable,

    /// <summary>What came back was not an answer to what was asked, or too late.</summary>
    Failed,

    /// <summary>The person did not want to.</summary>
    Cancelled,
}

internal static class OidcProblems
{
    /// <summary>The name of the query parameter.</summary>
    public const string Parameter = "problem";

    extension(Exception? fault)
    {
        /// <summary>What a fault of the handler means to the person.</summary>
        public OidcProblem ToProblem() =>
            fault
                .WithCauses()
                .Any(f => f is HttpRequestException or IOException or SocketException or TaskCanceledException)
                ? OidcProblem.Unreachable
                : OidcProblem.Failed;

        /// <summary>The kinds of a fault and of its causes. Their messages may repeat what a token says about a person.</summary>
        public string ToKinds() => string.Join(" < ", fault.WithCauses().Select(f => f.GetType().Name));

        private IEnumerable<Exception> WithCauses()
        {
            for (var one = fault; one is not null; one = one.InnerException)
                yield return one;
        }
    }
}
