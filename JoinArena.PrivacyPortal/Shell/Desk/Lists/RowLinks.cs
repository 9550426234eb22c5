using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Shell.Desk.Lists;

/// <summary>The links of a list's rows, and which of them has the focus, so that keys can move from one to the next.</summary>
internal sealed class RowLinks
{
    private readonly Dictionary<string, ElementReference> _elements = new(StringComparer.Ordinal);
    private string? _focused;

    /// <param name="row">The key of the row.</param>
    public void Add(string row, ElementReference element) => _elements[row] = element;

    public void NoteFocus(string row) => _focused = row;

    /// <summary>Moves the focus.</summary>
    /// <param name="rows">The keys of all rows, in the order of the list.</param>
    /// <param name="step">How many rows down; up if it is negative.</param>
    public async Task MoveFocusAsync(IEnumerable<string> rows, int step)
    {
        // A row can be without a link.
        var linked = rows.Where(_elements.ContainsKey).ToList();
        if (linked.Count == 0)
            return;
        var at = Math.Clamp(linked.IndexOf(_focused ?? "") + step, 0, linked.Count - 1);
        await _elements[linked[at]].FocusAsync();
    }
}
