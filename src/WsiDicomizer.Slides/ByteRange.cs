namespace WsiDicomizer.Slides;

/// <summary>A run of bytes in a file.</summary>
/// <param name="Offset">Of the first byte, from the start of the file.</param>
/// <param name="Length">In bytes, may be 0.</param>
public readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>The offset of the first byte after the range.</summary>
    public long End => checked(Offset + Length);
}
