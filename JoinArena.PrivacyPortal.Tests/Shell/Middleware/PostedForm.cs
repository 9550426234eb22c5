using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Shell.Middleware;

/// <summary>A form of a page as a browser would send it, with nothing typed.</summary>
/// <param name="Address">The page that it is on.</param>
/// <param name="Fields">Its fields; the pressed button is one of them.</param>
/// <param name="Texts">The names of those that somebody types text into.</param>
internal sealed partial record PostedForm(
    string Address,
    IReadOnlyList<(string Name, string Value)> Fields,
    IReadOnlyList<string> Texts
)
{
    private const string Handler = "_handler";

    private static readonly string[] s_files = [".csv", ".json", ".note", ".atom", ".ics", ".tlog-proof", ".pdf"];

    /// <summary>The form's name; what differs from row to row is left out.</summary>
    public string Name => Varying().Replace(Fields.First(f => f.Name == Handler).Value, "…");

    /// <summary>Every form of the pages that a person reaches by links, once for each kind of page.</summary>
    public static async Task<IReadOnlyList<PostedForm>> FindAllAsync(HtmlClient person, params string[] starts)
    {
        var forms = new Dictionary<string, PostedForm>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new Queue<string>(starts);
        while (left.TryDequeue(out var address))
        {
            if (!seen.Add(GetKind(address)))
                continue;
            await person.GoToAsync(address);
            if (person.Status != 200)
                continue;
            // A page that needs a sign-in leads to another, whose form it then is.
            var arrivedAt = person.Path;
            foreach (var form in person.Page.Forms.OfType<IHtmlFormElement>().Select(f => Read(f, arrivedAt)))
            {
                if (form is not null)
                    forms.TryAdd($"{GetKind(arrivedAt)} {form.Name}", form);
            }

            foreach (var link in person.Page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!))
            {
                if (IsPage(link))
                    left.Enqueue(link.Split('#')[0]);
            }
        }

        return [.. forms.Values];
    }

    /// <summary>Sends it, and follows where it leads.</summary>
    public Task<HttpResponseMessage> SendAsync(HtmlClient person, string? field = null, string text = "") =>
        person.ForgeAsync(Address, [.. Fields.Select(f => f.Name == field ? (f.Name, text) : f)]);

    private static PostedForm? Read(IHtmlFormElement form, string address)
    {
        if (form.Method is not "post" || form.QuerySelector($"input[name={Handler}]") is null)
            return null;
        var inputs = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().ToList();
        var areas = form.QuerySelectorAll("textarea[name]").OfType<IHtmlTextAreaElement>().ToList();
        var button = form.QuerySelector("button[name]");
        return new(
            address,
            [
                .. inputs
                    .Where(i => i.Type is not ("checkbox" or "radio") || i.IsChecked)
                    .Select(i => (i.Name!, i.Value)),
                .. areas.Select(a => (a.Name!, a.Value)),
                .. form.QuerySelectorAll("select[name]")
                    .OfType<IHtmlSelectElement>()
                    .Select(s => (s.Name!, s.Value ?? "")),
                .. button is null
                    ? Array.Empty<(string, string)>()
                    : [(button.GetAttribute("name")!, button.GetAttribute("value") ?? "")],
            ],
            [
                .. inputs.Where(i => i.Type is "text" or "email" or "search").Select(i => i.Name!),
                .. areas.Select(a => a.Name!),
            ]
        );
    }

    private static bool IsPage(string link) =>
        !link.StartsWith("/api", StringComparison.Ordinal)
        && !link.StartsWith("/policy", StringComparison.Ordinal)
        && !link.StartsWith("/ledger", StringComparison.Ordinal)
        && !s_files.Any(end => link.Split('?', '#')[0].EndsWith(end, StringComparison.Ordinal));

    private static string GetKind(string address) => Varying().Replace(address.Split('?')[0], "…");

    // Ids, numbers and the codes of places and laws: everything with a digit or a capital in it.
    [GeneratedRegex("[A-Za-z0-9_-]*[0-9A-Z][A-Za-z0-9_-]*", RegexOptions.None, 10_000)]
    private static partial Regex Varying();
}
