using System.Text.Encodings.Web;
using System.Text.Json;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>One figure, beside the baseline it is compared with. Printed as a line of JSON.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">The unit of <paramref name="Value"/> and <paramref name="Baseline"/>.</param>
/// <param name="Value">The portal's value.</param>
/// <param name="Baseline">The baseline's value or the target, measured in the same run; null for a figure of its own.</param>
internal sealed record BenchmarkResult(string What, string Unit, double Value, double? Baseline = null)
{
    private static readonly JsonSerializerOptions s_line = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The portal's value as a multiple of the baseline's.</summary>
    public double? Ratio => Baseline is { } other ? Math.Round(Value / other, 2) : null;

    public void Print() =>
        Console.WriteLine(
            JsonSerializer.Serialize(
                this with
                {
                    Value = Math.Round(Value, 1),
                    Baseline = Baseline is { } y ? Math.Round(y, 1) : null,
                },
                s_line
            )
        );

    /// <summary>The value below which the given part of all values lies.</summary>
    public static double Quantile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
    }
}
