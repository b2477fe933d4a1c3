namespace WsiDicomizer.Imaging.Codecs;

/// <summary>What is known of a codec on this machine.</summary>
public sealed class CodecState
{
    /// <summary>The compression, and what is done: <c>JPEG, decode and encode</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>The library, e.g. <c>libturbojpeg</c>; <c>built in</c> where none is needed.</summary>
    public required string Library { get; init; }

    /// <summary>The library's version as it tells it; null where it tells none, or was not loaded.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it can be used.</summary>
    public bool IsAvailable => Problem is null;

    /// <summary>Why it cannot be used, and what to do; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>What does not work without it.</summary>
    public required string NeededFor { get; init; }
}
