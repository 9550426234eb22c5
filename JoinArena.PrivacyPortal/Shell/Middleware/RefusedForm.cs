using JoinArena.PrivacyPortal.Data.Input;
using Microsoft.Extensions.Primitives;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// A form that was not handled, because a text in it contains a character that the portal does not take. The page is
/// shown as it is, with what was typed and what is wrong with it.
/// </summary>
internal sealed class RefusedForm
{
    private const string Handler = "_handler";

    private readonly IFormCollection _form;
    private readonly Dictionary<string, string> _faults;

    private RefusedForm(IFormCollection form, Dictionary<string, string> faults)
    {
        _form = form;
        _faults = faults;
    }

    /// <summary>What is wrong, once for each field.</summary>
    public IReadOnlyCollection<string> Faults => _faults.Values;

    /// <summary>The form, if it may not be handled; null if nothing is wrong with it.</summary>
    public static RefusedForm? Check(IFormCollection form)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form)
        {
            if (FindFault(field.Key, field.Value) is { } fault)
                faults[field.Key] = fault;
        }

        return faults.Count == 0 ? null : new(form, faults);
    }

    /// <summary>What is wrong with a field; null if nothing is.</summary>
    /// <param name="handler">The name of the field's form, if others of the page have a field of the same name.</param>
    public string? FindFault(string? field, string? handler) =>
        field is not null && IsFrom(handler) ? _faults.GetValueOrDefault(field) : null;

    /// <summary>What was typed; null if the field was not in the form.</summary>
    public string? FindText(string? field, string? handler) =>
        field is not null && IsFrom(handler) && _form.TryGetValue(field, out var text) ? text.ToString() : null;

    private bool IsFrom(string? handler) => handler is null || _form[Handler] == handler;

    // Texts of several lines are allowed here; what is a name is checked where it is stored.
    private static string? FindFault(string name, StringValues values) =>
        TextRules.FindFault(name, allowsLines: true)
        ?? values
            .OfType<string>()
            .Select(value => TextRules.FindFault(value, allowsLines: true))
            .FirstOrDefault(f => f is not null);
}
