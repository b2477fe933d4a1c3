namespace WsiDicomizer.Imaging;

/// <summary>What is left of a frame's codestream when everything that decoding does not need is gone.</summary>
/// <param name="KeptLength">The bytes from the start that stay as they are, where <paramref name="Rewritten"/> is null.</param>
/// <param name="Rewritten">The new codestream where more than the end goes; otherwise null.</param>
/// <param name="DroppedSegments">How many marker segments, or places that may hold anything, were left out.</param>
public readonly record struct ScrubbedCodestream(int KeptLength, byte[]? Rewritten, int DroppedSegments)
{
    /// <summary>The length of the codestream that is left, not padded.</summary>
    public int Length => Rewritten?.Length ?? KeptLength;
}
