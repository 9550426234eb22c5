using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>Compiles C# in memory, as a project with the framework and nothing else would.</summary>
internal static class GeneratedCode
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <returns>The assembly; the test fails with the compiler's words if there is none.</returns>
    public static Assembly Compile(params string[] sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            $"Generated-{Guid.NewGuid():N}",
            [.. sources.Append(ImplicitUsings).Select(source => CSharpSyntaxTree.ParseText(source, options))],
            FindFramework(),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        result.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).ShouldBeEmpty();
        image.Position = 0;
        return new AssemblyLoadContext("generated", isCollectible: true).LoadFromStream(image);
    }

    private static IEnumerable<MetadataReference> FindFramework() =>
        Directory
            .EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(file => Path.GetFileName(file) is var name && !name.Contains("Native", StringComparison.Ordinal))
            .Where(IsManaged)
            .Select(file => MetadataReference.CreateFromFile(file));

    private static bool IsManaged(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new System.Reflection.PortableExecutable.PEReader(stream);
        return image.HasMetadata;
    }
}
