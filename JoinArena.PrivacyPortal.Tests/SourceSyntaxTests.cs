using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JoinArena.PrivacyPortal.Tests;

/// <summary>How the sources are written: a reader takes in one thought a line.</summary>
public sealed class SourceSyntaxTests
{
    private const int MostParameters = 5;

    private static readonly IReadOnlyList<SyntaxTree> s_product = [.. Parse("JoinArena.PrivacyPortal")];

    [Fact]
    public void A_method_takes_a_record_instead_of_a_sixth_parameter()
    {
        var overlong =
            from tree in s_product
            // What an endpoint is given is mostly injected services.
            where !tree.FilePath.EndsWith("Api.cs", StringComparison.Ordinal)
            from method in tree.GetRoot().DescendantNodes()
            let parameters = method switch
            {
                MethodDeclarationSyntax m when !IsLogMessage(m) => m.ParameterList,
                LocalFunctionStatementSyntax f => f.ParameterList,
                _ => null,
            }
            where parameters is not null
            where parameters.Parameters.Count(IsCounted) > MostParameters
            select Describe(method);
        overlong.ShouldBeEmpty();
    }

    [Fact]
    public void A_tuple_does_not_assign_several_things_at_once()
    {
        var assignments =
            from tree in s_product
                .Concat(Parse("JoinArena.PrivacyPortal.Tests"))
                .Concat(Parse("JoinArena.PrivacyPortal.Benchmarks"))
            from assignment in tree.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>()
            where assignment.Right is TupleExpressionSyntax
            where assignment.Left is TupleExpressionSyntax or DeclarationExpressionSyntax
            select Describe(assignment);
        assignments.ShouldBeEmpty("one name a line; a tuple may take apart what a method returns");
    }

    /// <summary>The log's message names each of its parts.</summary>
    private static bool IsLogMessage(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(a => a.Name.ToString() == "LoggerMessage");

    private static bool IsCounted(ParameterSyntax parameter) =>
        parameter.Type?.ToString() != nameof(CancellationToken) && !parameter.Modifiers.Any(SyntaxKind.ThisKeyword);

    private static string Describe(SyntaxNode node) =>
        $"{Path.GetRelativePath(Repository.Root, node.SyntaxTree.FilePath)}:"
        + $"{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static IEnumerable<SyntaxTree> Parse(string project) =>
        from file in Directory.EnumerateFiles(Repository.GetPath(project), "*.cs", SearchOption.AllDirectories)
        let folders = Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar)
        where !folders.Any(part => part is "bin" or "obj" or "Migrations")
        select CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file);
}
