using System.Diagnostics.CodeAnalysis;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// What a use case gives back: its value, or the named reason it refused. A refusal is expected; exceptions are for
/// faults.
/// </summary>
/// <typeparam name="TValue">What was asked for.</typeparam>
/// <typeparam name="TRefusal">The use case's refusals, an enum or a record.</typeparam>
public readonly record struct Result<TValue, TRefusal>
    where TRefusal : notnull
{
    private readonly TRefusal? _refusal;

    private Result(TValue? value, TRefusal? refusal, bool isDone) =>
        (Value, _refusal, IsSuccess) = (value, refusal, isDone);

    /// <summary>The value; null or default when refused.</summary>
    public TValue? Value { get; }

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsSuccess { get; }

    /// <summary>Why it was refused.</summary>
    /// <exception cref="InvalidOperationException">It was not refused.</exception>
    public TRefusal Error => IsSuccess ? throw new InvalidOperationException("It was done, not refused.") : _refusal!;

    public static implicit operator Result<TValue, TRefusal>(TValue value) => new(value, default, true);

    public static implicit operator Result<TValue, TRefusal>(TRefusal refusal) => new(default, refusal, false);
}
