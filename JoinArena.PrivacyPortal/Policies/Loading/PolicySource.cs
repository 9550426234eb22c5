namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>The folders that versions are loaded from.</summary>
/// <param name="Directory">The policies folder.</param>
/// <param name="Examples">A folder with more example versions, in a demo only; or null.</param>
/// <param name="IsDemo">True if a version may be an example.</param>
internal sealed record PolicySource(string Directory, string? Examples = null, bool IsDemo = false)
{
    /// <summary>Reads all files now.</summary>
    public IReadOnlyList<PolicyFileSnapshot> ReadSnapshots() =>
        Examples is not null && System.IO.Directory.Exists(Examples)
            ? [PolicyFileSnapshot.Read(Directory, IsDemo), PolicyFileSnapshot.Read(Examples, IsDemo)]
            : [PolicyFileSnapshot.Read(Directory, IsDemo)];
}
