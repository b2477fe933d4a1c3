namespace WsiDicomizer.Dicom.IO;

/// <summary>Bytes in memory.</summary>
/// <param name="bytes">The bytes; not copied.</param>
public sealed class MemoryByteSource(ReadOnlyMemory<byte> bytes) : IByteSource
{
    /// <summary>No bytes.</summary>
    public static MemoryByteSource Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }
}
