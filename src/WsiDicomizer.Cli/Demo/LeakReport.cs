namespace WsiDicomizer.Cli.Demo;

/// <summary>What a search for planted values found.</summary>
internal sealed record LeakReport
{
    /// <summary>The files that were searched.</summary>
    public required int Files { get; init; }

    /// <summary>Their bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The names of files and folders that were searched.</summary>
    public required int Names { get; init; }

    /// <summary>Entries of the answer key that are too short to be searched for, 0-based.</summary>
    public required IReadOnlyList<int> NotSearched { get; init; }

    /// <summary>What was found.</summary>
    public required IReadOnlyList<LeakFind> Finds { get; init; }

    /// <summary>The files that hold a picture of label or glass, by their names.</summary>
    public required IReadOnlyList<string> ForbiddenPictures { get; init; }

    /// <summary>Whether nothing was found.</summary>
    public bool IsClean => Finds.Count == 0 && ForbiddenPictures.Count == 0;
}
