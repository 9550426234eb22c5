using JoinArena.PrivacyPortal.Benchmarks.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(BaselineEndpointStartup))]

namespace JoinArena.PrivacyPortal.Benchmarks.Intake
{
    /// <summary>
    /// The baseline of one event a request: the published portal, with everything before its endpoints, answers 200 as soon
    /// as it has read the body, where the request has a header that asks for it. Only a portal that is started with
    /// <see cref="Settings"/> has it.
    /// </summary>
    internal sealed class BaselineEndpointStartup : IHostingStartup
    {
        /// <summary>The request header that asks for the baseline.</summary>
        public const string Header = "X-Bare-Answer";

        /// <summary>The settings that load this assembly into a published portal.</summary>
        public static readonly (string, string)[] Settings =
        [
            ("DOTNET_STARTUP_HOOKS", typeof(BaselineEndpointStartup).Assembly.Location),
            ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(BaselineEndpointStartup).Assembly.GetName().Name!),
        ];

        public void Configure(IWebHostBuilder builder) =>
            builder.ConfigureServices(services => services.AddSingleton<MatcherPolicy, Policy>());

        /// <summary>
        /// Replaces the endpoint's handler, and keeps everything before it: the key, the scope, the limits.
        /// </summary>
        private sealed class Policy : MatcherPolicy, IEndpointSelectorPolicy
        {
            private RouteEndpoint? _baseline;

            public override int Order => int.MaxValue;

            public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsReport);

            public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
            {
                if (!httpContext.Request.Headers.ContainsKey(Header))
                    return Task.CompletedTask;
                for (var i = 0; i < candidates.Count; i++)
                {
                    if (candidates[i].Endpoint is not RouteEndpoint report || !IsReport(report))
                        continue;
                    _baseline ??= new(ReadAsync, report.RoutePattern, report.Order, report.Metadata, "baseline answer");
                    candidates.ReplaceEndpoint(i, _baseline, candidates[i].Values);
                }

                return Task.CompletedTask;
            }

            private static bool IsReport(Endpoint endpoint) =>
                endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == "ReportDisclosures";

            private static async Task ReadAsync(HttpContext http)
            {
                var body = http.Request.BodyReader;
                while (await body.ReadAsync(http.RequestAborted) is var read)
                {
                    body.AdvanceTo(read.Buffer.End);
                    if (read.IsCompleted)
                        return;
                }
            }
        }
    }
}

/// <summary>
/// A startup hook, with the name and shape the runtime expects. It only has to make the runtime load the assembly.
/// </summary>
#pragma warning disable MA0047 // The runtime looks for it in the global namespace.
internal static class StartupHook
#pragma warning restore MA0047
{
    public static void Initialize() { }
}
