using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Shell.Design;

/// <summary>A page for developers, which exists only in Development.</summary>
public abstract class DevelopmentPageBase : ComponentBase
{
    [Inject]
    private IHostEnvironment Environment { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized()
    {
        if (!Environment.IsDevelopment())
            Navigation.NotFound();
    }
}
