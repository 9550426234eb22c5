using System.Net;
using System.Net.Sockets;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Io;

namespace JoinArena.PrivacyPortal.Tests.Support.Browsing;

/// <summary>
/// A browser without scripts, styles or pictures, over plain HTTP: reads a page, fills in its form by the labels a
/// person sees, follows its links. Quick
/// enough for every page of every slice; journeys use <see cref="BrowserUser"/>.
/// </summary>
/// <param name="portal">The portal, or a proxy in front of it.</param>
/// <param name="from">The address of this machine that it comes from, such as 127.0.0.7; null for any.</param>
public sealed class HtmlClient(Uri portal, IPAddress? from = null)
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _client;
    private IHtmlDocument? _page;

    /// <summary>The page in front.</summary>
    public IHtmlDocument Page => _page ?? throw new InvalidOperationException("No page has been opened.");

    /// <summary>The status it came with.</summary>
    public int Status { get; private set; }

    /// <summary>Its address within the portal.</summary>
    public string Path => portal.Within(Page.Url);

    /// <summary>The path and query of an address within the portal.</summary>
    public string Within(string address) => portal.Within(address);

    /// <summary>The text of its main part, blanks run together.</summary>
    public string Text =>
        string.Join(
            ' ',
            ((IElement?)Page.QuerySelector("main") ?? Page.DocumentElement).TextContent.Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            )
        );

    /// <summary>The cookies it holds.</summary>
    public IReadOnlyList<Cookie> Cookies => [.. _cookies.GetAllCookies().Cast<Cookie>()];

    // Redirects and cookies as a browser has them.
    private HttpClient Http => _client ??= new(CreateHandler()) { BaseAddress = portal };

    private SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler { CookieContainer = _cookies };
        if (from is not null)
            handler.ConnectCallback = (connection, ct) => ConnectAsync(from, connection.DnsEndPoint, ct);
        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, DnsEndPoint to, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Parse(to.Host), to.Port, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Sends a header with every request from now on, as a proxy in between would.</summary>
    public HtmlClient Send(string header, string value)
    {
        Http.DefaultRequestHeaders.Add(header, value);
        return this;
    }

    /// <summary>Opens a page.</summary>
    public async Task<HtmlClient> GoToAsync(string address) => await ShowAsync(await Http.GetAsync(Resolve(address)));

    /// <summary>What is at an address, when it is not a page.</summary>
    public Task<HttpResponseMessage> FetchAsync(string address) => Http.GetAsync(Resolve(address));

    /// <summary>Sends a form that no page of the portal has given it.</summary>
    public async Task<HttpResponseMessage> ForgeAsync(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Http.PostAsync(Resolve(address), form);
    }

    /// <summary>Types into the field with this label.</summary>
    public HtmlClient Type(string label, string text)
    {
        switch (Control(label))
        {
            case IHtmlInputElement input:
                input.Value = text;
                break;
            case IHtmlTextAreaElement area:
                area.Value = text;
                break;
            case IHtmlSelectElement select:
                select.Value = text;
                break;
            case var other:
                throw new InvalidOperationException($"'{label}' is a {other.LocalName}; one cannot type there.");
        }

        return this;
    }

    /// <summary>Ticks a box, or chooses one of several.</summary>
    public HtmlClient Tick(string label)
    {
        var box = (IHtmlInputElement)Control(label);
        foreach (
            var other in Page.QuerySelectorAll<IHtmlInputElement>("input[type=radio]")
                .Where(other => box.Type == "radio" && other.Name == box.Name)
        )
        {
            other.IsChecked = false;
        }

        box.IsChecked = true;
        return this;
    }

    /// <summary>Chooses one of several, or ticks a box, by its name and value in the form.</summary>
    public HtmlClient Choose(string name, string value)
    {
        foreach (var option in Page.QuerySelectorAll<IHtmlInputElement>("input").Where(o => o.Name == name))
        {
            if (option.Value == value)
                option.IsChecked = true;
            else if (option.Type == "radio")
                option.IsChecked = false;
        }

        return this;
    }

    /// <summary>Presses a button and goes where that leads.</summary>
    public async Task<HtmlClient> PressAsync(string button)
    {
        var pressed =
            Page.QuerySelectorAll<IHtmlElement>("button, input[type=submit]")
                .FirstOrDefault(b => Same(b is IHtmlInputElement input ? input.Value : b.TextContent, button))
            ?? throw new InvalidOperationException($"There is no button '{button}' on {Path}: {Text}");
        var form =
            (pressed.GetAttribute("form") is { } id ? Page.GetElementById(id) : pressed.Closest("form"))
                as IHtmlFormElement
            ?? throw new InvalidOperationException($"The button '{button}' on {Path} belongs to no form.");
        // A browser sends the button's value with its form wherever the button stands; AngleSharp only if it is inside.
        if (pressed.HasAttribute("form") && pressed.GetAttribute("name") is { } name)
            form.AppendChild(CreateHiddenField(name, pressed.GetAttribute("value") ?? ""));
        var sent =
            form.GetSubmission(pressed)
            ?? throw new InvalidOperationException($"The form of '{button}' on {Path} cannot be sent.");
        using var request = new HttpRequestMessage(
            new(sent.Method.ToString().ToUpperInvariant()),
            new Uri(sent.Target.Href)
        );
        if (sent.Method is AngleSharp.Io.HttpMethod.Post)
        {
            request.Content = new StreamContent(sent.Body);
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(
                sent.MimeType ?? MimeTypeNames.UrlencodedForm
            );
            request.Headers.TryAddWithoutValidation("Origin", portal.GetLeftPart(UriPartial.Authority));
        }

        return await ShowAsync(await Http.SendAsync(request));
    }

    /// <summary>Follows a link.</summary>
    public Task<HtmlClient> FollowAsync(string link) =>
        GoToAsync(
            (
                Page.QuerySelectorAll<IHtmlAnchorElement>("a[href]").FirstOrDefault(a => Same(a.TextContent, link))
                ?? throw new InvalidOperationException($"There is no link '{link}' on {Path}: {Text}")
            ).Href
        );

    /// <summary>Signs in by the form, and must succeed.</summary>
    public async Task SignInAsync(string email, string password)
    {
        await GoToAsync("/account/login");
        await Type("Email", email).Type("Password", password).PressAsync("Sign in");
        Path.ShouldNotStartWith("/account/login", Case.Sensitive, Text);
    }

    private Uri Resolve(string address) => new(portal.At(address), UriKind.RelativeOrAbsolute);

    private IElement CreateHiddenField(string name, string value)
    {
        var field = Page.CreateElement("input");
        field.SetAttribute("type", "hidden");
        field.SetAttribute("name", name);
        field.SetAttribute("value", value);
        return field;
    }

    private IElement Control(string label)
    {
        foreach (
            var candidate in Page.QuerySelectorAll<IHtmlLabelElement>("label").Where(l => Same(l.TextContent, label))
        )
        {
            var control = candidate.HtmlFor is { Length: > 0 } id
                ? Page.GetElementById(id)
                : candidate.QuerySelector("input, select, textarea");
            if (control is not null)
                return control;
        }

        return Page.QuerySelectorAll("[aria-label]").FirstOrDefault(e => Same(e.GetAttribute("aria-label")!, label))
            ?? throw new InvalidOperationException($"Nothing on {Path} is labelled '{label}': {Text}");
    }

    private async Task<HtmlClient> ShowAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var content = await answer.Content.ReadAsStringAsync();
            var context = BrowsingContext.New(Configuration.Default);
            var document = await context.OpenAsync(page =>
                page.Content(content).Address(answer.RequestMessage!.RequestUri!.ToString())
            );
            _page = (IHtmlDocument)document;
            Status = (int)answer.StatusCode;
            return this;
        }
    }

    private static bool Same(string shown, string name) =>
        string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) == name;
}
