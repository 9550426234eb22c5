using System.Diagnostics.CodeAnalysis;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// What a use case returns: its value, or the reason it did not succeed. Expected failures are errors of this type;
/// exceptions are for faults.
/// </summary>
/// <typeparam name="TValue">The value on success.</typeparam>
/// <typeparam name="TError">The reasons for failure, an enum or a record.</typeparam>
public readonly record struct Result<TValue, TError>
    where TError : notnull
{
    private readonly TError? _error;

    private Result(TValue? value, TError? error, bool isSuccess)
    {
        Value = value;
        _error = error;
        IsSuccess = isSuccess;
    }

    /// <summary>The value; null or default if the use case failed.</summary>
    public TValue? Value { get; }

    /// <summary>Whether the use case succeeded.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsSuccess { get; }

    /// <summary>Why the use case failed.</summary>
    /// <exception cref="InvalidOperationException">The use case succeeded.</exception>
    public TError Error =>
        IsSuccess ? throw new InvalidOperationException("A successful result has no error.") : _error!;

    public static implicit operator Result<TValue, TError>(TValue value) => new(value, default, true);

    public static implicit operator Result<TValue, TError>(TError error) => new(default, error, false);
}
