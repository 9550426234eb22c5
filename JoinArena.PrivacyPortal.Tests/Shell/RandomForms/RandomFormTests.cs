using CsCheck;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Shell.Middleware;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Shell.RandomForms;

/// <summary>
/// The forms of all pages that a visitor, a worker and an officer reach, with fields that are replaced, repeated, added
/// or left out, and with tokens that are kept, missing, broken or another person's: never a fault of ours, never a way to
/// another site, and what is refused says why and changes nothing. What fails says with which seed.
/// </summary>
public sealed class RandomFormTests(Portal portal) : IClassFixture<Portal>
{
    private const string Token = "__RequestVerificationToken";

    // These end the session that the others are tried in.
    private static readonly string[] s_last = ["sign-out-everywhere", "end-"];

    private static readonly Gen<TokenFate> s_token = Gen.Frequency(
        (7, Gen.Const(TokenFate.Kept)),
        (1, Gen.OneOf<TokenFate>(TokenFate.Missing, TokenFate.Broken, TokenFate.Foreign))
    );

    private static readonly Gen<Fate> s_fate = Gen.Frequency(
        (4, Gen.Const(Fate.Kept)),
        (4, Gen.Const(Fate.Replaced)),
        (1, Gen.OneOf<Fate>(Fate.Repeated, Fate.Missing))
    );

    private enum TokenFate
    {
        Kept,
        Missing,
        Broken,
        Foreign,
    }

    private enum Fate
    {
        Kept,
        Replaced,
        Repeated,
        Missing,
    }

    [Theory]
    [InlineData(null, 4, 60)]
    [InlineData(Roles.Worker, 12, 120)]
    [InlineData(Roles.Officer, 12, 100)]
    public async Task No_form_finds_a_fault_of_ours_or_leads_elsewhere_and_what_is_refused_changes_nothing(
        string? role,
        int least,
        int tries
    )
    {
        var (browser, forms) = await ArriveAsync(role);
        forms.Count.ShouldBeGreaterThanOrEqualTo(least, string.Join(", ", forms.Select(f => f.Name)));
        using var person = new RandomFormPerson(portal, browser);
        var foreign = await FindForeignTokenAsync();
        string? before = null;
        var taken = 0;

        await GenForm(forms, foreign)
            .SampleAsync(
                async sent =>
                {
                    before ??= await KeptRows.DescribeAsync(portal);
                    var status = await person.SendAsync(sent.Form);
                    var isRefused = status >= 400 || sent.Token is not TokenFate.Kept;
                    if (isRefused)
                        (await KeptRows.DescribeAsync(portal)).ShouldBe(before, $"{status} {sent.Form}");
                    else
                        before = null;
                    taken += isRefused ? 0 : 1;
                },
                iter: tries,
                threads: 1
            );

        taken.ShouldBeGreaterThan(tries / 10, "most forms are handled");
        if (role is not null)
            (await person.SendAsync(new("GET", "/account/manage", "", null, []))).ShouldBe(200, "still signed in");
    }

    private static Gen<(TokenFate Token, RandomForm Form)> GenForm(IReadOnlyList<PostedForm> forms, string foreign) =>
        from form in Gen.Int[0, forms.Count - 1].Select(i => forms[i])
        from fates in s_fate.Array[form.Fields.Count]
        from texts in RandomInput.Text.Array[form.Fields.Count]
        from token in s_token
        from added in Gen.Frequency((3, Gen.Const(Array.Empty<(string Name, string Value)>())), (1, RandomInput.Fields))
        from how in Gen.Select(RandomInput.MediaType, RandomInput.Header)
        select (
            token,
            new RandomForm(
                "POST",
                form.Address,
                how.Item1,
                how.Item2,
                [
                    .. form.Fields.SelectMany(
                        (field, i) =>
                            field.Name == Token ? ChangeToken(field, token, foreign) : Change(field, fates[i], texts[i])
                    ),
                    .. added,
                ]
            )
        );

    private static (string Name, string Value)[] ChangeToken(
        (string Name, string Value) field,
        TokenFate fate,
        string foreign
    ) =>
        fate switch
        {
            TokenFate.Kept => [field],
            TokenFate.Missing => [],
            TokenFate.Broken => [(field.Name, field.Value[..^2])],
            TokenFate.Foreign => [(field.Name, foreign)],
        };

    // The name of the form decides what is handled: without it nothing is.
    private static (string Name, string Value)[] Change((string Name, string Value) field, Fate fate, string text) =>
        fate switch
        {
            Fate.Kept => [field],
            Fate.Replaced when field.Name is "_handler" && text.Length % 4 > 0 => [field],
            Fate.Replaced => [(field.Name, text)],
            Fate.Repeated => [field, (field.Name, text)],
            Fate.Missing => [],
        };

    private async Task<(HtmlClient Browser, IReadOnlyList<PostedForm> Forms)> ArriveAsync(string? role)
    {
        var worker = await portal.SetUpAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("northwind", "Northwind")
        );
        var asking = await portal.SignInAsync(worker.Email);
        await asking.GoToAsync("/deletion/new");
        await asking.Choose("Form.Kind", "everything").PressAsync("Continue");
        await asking.PressAsync("Continue");
        await asking.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        var person = role switch
        {
            null => portal.CreateAnonymousClient(),
            Roles.Worker => asking,
            _ => await portal.SignInAsync(await portal.CreateStaffAccountAsync(role)),
        };
        string[] starts = role switch
        {
            null => ["/", "/account/login", "/account/register", "/account/forgot-password"],
            Roles.Worker => ["/", "/account/manage", "/deletion/new", "/my-data", "/digests", "/policy"],
            _ => ["/staff", "/account/manage", "/staff/workers", "/staff/requests", "/staff/keys", "/staff/parties"],
        };
        var forms = await PostedForm.FindAllAsync(person, starts);
        return (
            person,
            [.. forms.Where(form => !s_last.Any(name => form.Name.StartsWith(name, StringComparison.Ordinal)))]
        );
    }

    private async Task<string> FindForeignTokenAsync()
    {
        var other = await portal.SignInAsync((await portal.SetUpAsync(Given.Worker())).Email);
        var forms = await PostedForm.FindAllAsync(other, "/account/manage");
        return forms.SelectMany(form => form.Fields).First(field => field.Name == Token).Value;
    }
}
