namespace WsiDicomizer.Imaging;

/// <summary>What is left of a frame's codestream when everything that decoding does not need is gone.</summary>
/// <param name="KeptLength">Where the codestream ends in the frame, where <paramref name="Rewritten"/> is null.</param>
/// <param name="Rewritten">The new codestream where it cannot be told as the old one with a cut; otherwise null.</param>
/// <param name="DroppedSegments">How many marker segments, or places that may hold anything, were left out.</param>
public readonly record struct ScrubbedCodestream(int KeptLength, byte[]? Rewritten, int DroppedSegments)
{
    /// <summary>The first byte of the one piece that goes from the middle; 0-based.</summary>
    public int CutOffset { get; init; }

    /// <summary>The length of that piece in bytes; 0 for none, as always where the codestream was rewritten.</summary>
    public int CutLength { get; init; }

    /// <summary>The length of the codestream that is left, not padded.</summary>
    public int Length => Rewritten?.Length ?? KeptLength - CutLength;

    /// <summary>The codestream that is left.</summary>
    /// <param name="frame">The frame that was scrubbed.</param>
    public byte[] ToArray(ReadOnlySpan<byte> frame) =>
        Rewritten ?? [.. frame[..CutOffset], .. frame[(CutOffset + CutLength)..KeptLength]];
}
