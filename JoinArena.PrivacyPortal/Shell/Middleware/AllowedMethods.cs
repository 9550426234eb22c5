using Microsoft.AspNetCore.Routing.Template;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Finds the methods of an address, for <c>Allow</c>. Routing itself also counts routes whose constraints the address
/// does not meet, such as the one for static files of a development build, which covers every address.
/// </summary>
internal sealed class AllowedMethods(EndpointDataSource endpoints, ParameterPolicyFactory policies)
{
    private readonly Lazy<List<Route>> _routes = new(() => [.. ListRoutes(endpoints, policies)]);

    /// <summary>The methods in order, with those that every address has; none if there is no such address.</summary>
    public IReadOnlyList<string> Find(HttpContext context)
    {
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in _routes.Value.Where(route => route.Matches(context)))
            methods.UnionWith(route.Methods);
        if (methods.Count == 0)
            return [];
        // HEAD is handled as GET, and OPTIONS by the caller of this.
        if (methods.Contains(HttpMethods.Get))
            methods.Add(HttpMethods.Head);
        methods.Add(HttpMethods.Options);
        return [.. methods];
    }

    private static IEnumerable<Route> ListRoutes(EndpointDataSource endpoints, ParameterPolicyFactory policies) =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        let methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        where methods.Count > 0
        let pattern = endpoint.RoutePattern
        select new Route(
            new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary(pattern.Defaults)),
            [
                .. from policy in pattern.ParameterPolicies
                from reference in policy.Value
                let constraint = policies.Create(pattern.GetParameter(policy.Key), reference) as IRouteConstraint
                where constraint is not null
                select new Condition(policy.Key, constraint),
            ],
            methods
        );

    private sealed record Condition(string Parameter, IRouteConstraint Constraint);

    private sealed record Route(
        TemplateMatcher Template,
        IReadOnlyList<Condition> Conditions,
        IReadOnlyList<string> Methods
    )
    {
        public bool Matches(HttpContext context)
        {
            var values = new RouteValueDictionary();
            return Template.TryMatch(context.Request.Path, values)
                && Conditions.All(c =>
                    !values.ContainsKey(c.Parameter)
                    || c.Constraint.Match(context, null, c.Parameter, values, RouteDirection.IncomingRequest)
                );
        }
    }
}
