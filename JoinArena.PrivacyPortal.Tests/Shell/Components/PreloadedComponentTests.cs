using Bunit;
using JoinArena.PrivacyPortal.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace JoinArena.PrivacyPortal.Tests.Shell.Components;

/// <summary>A live part of a page never replaces what the page shows with something that is not loaded yet.</summary>
public sealed class PreloadedComponentTests : BunitContext
{
    [Fact]
    public void A_preloaded_component_renders_first_when_its_data_has_been_loaded()
    {
        var rendered = new List<string>();

        var page = Render<Sample>(parameters => parameters.Add(s => s.Rendered, rendered));
        page.WaitForAssertion(() => page.Markup.ShouldBe("first"));
        page.Render(parameters => parameters.Add(s => s.Rendered, rendered));
        page.WaitForAssertion(() => page.Markup.ShouldBe("again"));

        rendered.ShouldBe(["first", "again"]);
    }

    private sealed class Sample : PreloadedComponent
    {
        private string _text = "not loaded";

        [Parameter]
        public List<string> Rendered { get; set; } = [];

        protected override async Task LoadBeforeRenderAsync(bool isFirst)
        {
            await Task.Yield();
            _text = isFirst ? "first" : "again";
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            Rendered.Add(_text);
            builder.AddContent(0, _text);
        }
    }
}
