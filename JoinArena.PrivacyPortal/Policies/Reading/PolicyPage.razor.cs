using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Policies.Reading;

public sealed partial class PolicyPage(
    PolicyLibrary library,
    IEnumerable<IVersionAcceptanceProvider> acceptanceProviders,
    IEnumerable<IClauseFootnoteProvider> footnotes,
    TimeProvider clock,
    NavigationManager navigation
)
{
    private PolicyVersion? _version;
    private PolicyText? _text;
    private DateOnly? _day;
    private bool _isUnplanned;
    private bool _isCurrent;
    private IReadOnlyList<PolicyVersion> _upcoming = [];
    private bool _mayAccept;
    private VersionAcceptance? _acceptance;
    private EarlierAcceptance? _earlier;
    private readonly List<KeyValuePair<string, ClauseFootnote>> _footnotes = [];

    /// <summary>The number of the version. Default: the current one.</summary>
    [Parameter]
    public string? Version { get; set; }

    /// <summary>The language. Default: the reader's language, or English.</summary>
    [Parameter]
    public string? Language { get; set; }

    /// <summary>
    /// A day, such as <c>2026-11-24</c>. Shows the version in force at the end of that day in UTC.
    /// </summary>
    [Parameter]
    public string? Day { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var now = clock.GetInstant();
        var versions = library.Snapshot;
        var current = versions.GetCurrent(now);
        _version =
            Day is not null ? FindInForceOn(Day, versions, now)
            : Version is not null ? versions.Find(Version)
            : current;
        if (_isUnplanned)
        {
            Http.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            return;
        }

        _text = Language is null ? _version?.ChooseText(Http) : _version?.Texts.GetValueOrDefault(Language);
        if (_version is null || _text is null)
        {
            navigation.NotFound();
            return;
        }

        _isCurrent = _version == current;
        if (_isCurrent)
            _upcoming = [.. versions.GetUpcoming(now).Where(v => v != _version)];
        if (Http.User.FindWorkerId() is not { } worker)
            return;
        foreach (var provider in acceptanceProviders)
        {
            _acceptance ??= await provider.FindAsync(worker, _version, Http.RequestAborted);
            if (_acceptance is null)
                _earlier ??= await provider.FindLatestAsync(worker, Http.RequestAborted);
        }

        _mayAccept = _isCurrent && _version.Effective <= now && acceptanceProviders.Any();
        foreach (var source in footnotes)
            _footnotes.AddRange(await source.GetFootnotesAsync(_version, worker, Http.RequestAborted));
    }

    /// <returns>
    /// The version in force at the end of that day, or null if there was none or the day is not valid. Sets
    /// <see cref="_isUnplanned"/> for a future day without a planned version.
    /// </returns>
    private PolicyVersion? FindInForceOn(string asked, PolicySet versions, DateTimeOffset now)
    {
        if (
            !DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
        {
            return null;
        }

        _day = day;
        var version = versions.Versions.LastOrDefault(v => v.EffectiveDate <= day);
        _isUnplanned = day > DateOnly.FromDateTime(now.UtcDateTime) && (version is null || version.Effective <= now);
        return version;
    }

    private string DescribePeriod()
    {
        if (_day is { } day)
        {
            var today = DateOnly.FromDateTime(clock.GetInstant().UtcDateTime);
            var on = Format.Date(day);
            var version = _version!.Name;
            return day < today ? L["On {0}, version {1} was in force. Days end at midnight UTC.", on, version]
                : day == today ? L["Today, {0}, version {1} is in force. Days end at midnight UTC.", on, version]
                : L["On {0}, version {1} will be in force. Days end at midnight UTC.", on, version];
        }

        var name = _version!.Name;
        var from = FormatDay(_version);
        if (_version.Effective > clock.GetInstant())
            return L["Version {0}, in force from {1}.", name, from];
        var next = library.Versions.FirstOrDefault(v =>
            v.Number > _version.Number && v.Effective <= clock.GetInstant()
        );
        return next is null
            ? L["Version {0}, in force since {1}.", name, from]
            : L["Version {0}, in force from {1} to {2}.", name, from, FormatDay(next)];
    }

    // The day is the same for every reader, whatever their time zone.
    private string FormatDay(PolicyVersion version) => Format.Date(version.EffectiveDate);

    private ClauseText? Words(PolicyPart part) =>
        part.ClauseId is null ? null : _version!.FindClause(part.ClauseId)?.GetText(_text!.Language);

    // What has happened first, then what can be done.
    private List<ClauseFootnote> Footnotes(PolicyPart part) =>
        [
            .. _footnotes
                .Where(f => string.Equals(f.Key, part.ClauseId, StringComparison.Ordinal))
                .Select(f => f.Value)
                .OrderBy(f => f.IsAction),
        ];
}
