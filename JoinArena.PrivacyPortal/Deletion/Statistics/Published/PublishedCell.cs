namespace JoinArena.PrivacyPortal.Deletion.Statistics.Published;

/// <summary>One number of a table, which may be withheld.</summary>
internal sealed class PublishedCell(int value)
{
    public int Value { get; } = value;

    public bool IsWithheld { get; set; }

    /// <summary>The number as it is published; null if it is withheld.</summary>
    public int? Shown => IsWithheld ? null : Value;
}
