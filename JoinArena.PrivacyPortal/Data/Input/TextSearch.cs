using System.Linq.Expressions;

namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>The conditions of a search for a part of a text, without regard to case.</summary>
internal static class TextSearch
{
    /// <summary>The condition that one of these columns has the text in it.</summary>
    public static Expression<Func<T, bool>> Contains<T>(
        string text,
        params IReadOnlyList<Expression<Func<T, string?>>> columns
    )
    {
        // Each database lower-cases text in its own way. The text as it was entered finds what that misses.
        var lower = text.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Becomes the database's lower(), which has no culture.
        Expression<Func<string, bool>> contains = value => value.ToLower().Contains(lower) || value.Contains(text);
#pragma warning restore CA1304, CA1311, CA1862
        return columns
            .Select(column =>
                Expression.Lambda<Func<T, bool>>(
                    Replace(contains.Body, contains.Parameters[0], column.Body),
                    column.Parameters
                )
            )
            .Aggregate((one, other) => one.Or(other));
    }

    extension<T>(Expression<Func<T, bool>> condition)
    {
        /// <summary>The condition that at least one of the two holds.</summary>
        public Expression<Func<T, bool>> Or(Expression<Func<T, bool>> other) =>
            Expression.Lambda<Func<T, bool>>(
                Expression.OrElse(condition.Body, Replace(other.Body, other.Parameters[0], condition.Parameters[0])),
                condition.Parameters
            );
    }

    private static Expression Replace(Expression body, ParameterExpression parameter, Expression value) =>
        new ParameterReplacer(parameter, value).Visit(body);

    private sealed class ParameterReplacer(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}
