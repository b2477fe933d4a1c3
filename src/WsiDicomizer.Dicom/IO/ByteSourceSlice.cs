namespace WsiDicomizer.Dicom.IO;

/// <summary>A part of another source.</summary>
/// <param name="source">The whole.</param>
/// <param name="start">The first byte of the part.</param>
/// <param name="length">In bytes; the part is inside the whole.</param>
public sealed class ByteSourceSlice(IByteSource source, long start, long length) : IByteSource
{
    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, length - destination.Length);
        source.Read(start + offset, destination);
    }
}
