using CsCheck;

namespace JoinArena.PrivacyPortal.Tests.Shell.RandomForms;

/// <summary>What people, scripts and attackers put into addresses and fields.</summary>
internal static class RandomInput
{
    private static readonly string[] s_texts =
    [
        "",
        " ",
        "1",
        "-1",
        "1.0",
        "99999999999999999999",
        "en",
        "xx-XX",
        "w-1",
        "DR-2026-000001",
        "019ac3b0-0000-7000-8000-00000000000a",
        "2026-11-20",
        "2026-11-20T10:15:00Z",
        "2026-11-20T10:15",
        "0001-01-01",
        "9999-12-31",
        "9999-12-31T23:59:59.9999999-14:00",
        "2026-13-45",
        "Europe/Lisbon",
        "right/Europe/Lisbon",
        "UK",
        "US-CA",
        "ana@example.com",
        "ana@b\u00FCcher.example",
        "mi\u212Ae@example.com",
        "ana.@x.example",
        "a\0b",
        "a\r\nb",
        "a\u0085b",
        "\u202Eab",
        "\u2068ab\u2069",
        "\uFFFF",
        "\uFEFF",
        "é日本\U0001F600",
        "%2500",
        "..%2f..",
        "<script>alert(1)</script>",
        "'; --",
        "{0}",
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "/./\\evil.example",
        "javascript:alert(1)",
        "true",
        "on",
        "null",
        "everything",
        "erased",
        "llm-provider",
    ];

    private static readonly string[] s_names =
    [
        "_handler",
        "returnUrl",
        "ReturnUrl",
        "Email",
        "Password",
        "Form.Email",
        "Form.Password",
        "Form[0].Email",
        "Code",
        "q",
        "party",
        "category",
        "state",
        "after",
        "from",
        "until",
        "id",
        "code",
        "Version",
        "scope",
        "Reason",
        "number",
        "step",
        "culture",
        "resent",
        "Form.",
        "[",
        "",
    ];

    private static readonly string[] s_mediaTypes =
    [
        "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8",
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=\"",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data",
        "multipart/mixed; boundary=x",
        "application/json",
        "text/plain",
        "x",
        "",
    ];

    private static readonly string[] s_rareMethods = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"];

    private static readonly (string Name, string Value)[] s_headers =
    [
        ("Accept", "application/json"),
        ("Accept", "x"),
        ("Accept-Language", "xx-XX;q=9, *"),
        ("Accept-Encoding", "gzip;q=x"),
        ("Content-Encoding", "gzip"),
        ("Cookie", ".AspNetCore.Culture=c%3Dxx%7Cuic%3Dyy; __Host-x=%00; =; ;"),
        ("Range", "bytes=9-1"),
        ("If-None-Match", "\"x"),
        ("If-Modified-Since", "0001-01-01"),
        ("Referer", "https://evil.example/"),
        ("Origin", "null"),
        ("X-Requested-With", "XMLHttpRequest"),
        ("blazor-enhanced-nav", "allow"),
    ];

    /// <summary>A text: most are of a kind that has broken something somewhere.</summary>
    public static readonly Gen<string> Text = Gen.Frequency(
        (18, Gen.OneOf<string>(s_texts)),
        (2, Gen.String),
        (1, Gen.Const(new string('x', 3_000)))
    );

    /// <summary>The name of a field that some page has, or that none can have.</summary>
    public static readonly Gen<string> Name = Gen.OneOf<string>(s_names);

    public static readonly Gen<(string Name, string Value)[]> Fields = Gen.Select(Name, Text).Array[0, 4];

    public static readonly Gen<string> Method = Gen.Frequency(
        (5, Gen.Const("GET")),
        (4, Gen.Const("POST")),
        (1, Gen.OneOf<string>(s_rareMethods))
    );

    public static readonly Gen<string> MediaType = Gen.Frequency(
        (5, Gen.Const(RandomForm.UsualMediaType)),
        (1, Gen.OneOf<string>(s_mediaTypes))
    );

    /// <summary>A header that a browser would not send; null for none.</summary>
    public static readonly Gen<(string Name, string Value)?> Header = Gen.Frequency(
        (3, Gen.Const(((string Name, string Value)?)null)),
        (1, Gen.OneOf<(string Name, string Value)>(s_headers).Select(header => ((string Name, string Value)?)header))
    );
}
