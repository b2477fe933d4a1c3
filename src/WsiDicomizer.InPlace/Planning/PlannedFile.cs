namespace WsiDicomizer.InPlace.Planning;

/// <summary>What becomes of one file of a slide.</summary>
internal sealed record PlannedFile
{
    /// <summary>The file as it is, by full path.</summary>
    public required string Path { get; init; }

    /// <summary>Its new path below the folder that the slide's first file is in; the parts joined by <c>/</c>.</summary>
    public required string NewName { get; init; }

    /// <summary>What is written over its bytes.</summary>
    public required PatchList Patches { get; init; }

    /// <summary>Whether the file goes altogether: a picture in a file of its own, a file of another program.</summary>
    public bool IsRemoved { get; init; }
}
