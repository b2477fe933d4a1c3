using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>Zeros, as many as stood there before, without holding them.</summary>
/// <param name="length">How many.</param>
internal sealed class BlankByteSource(long length) : IByteSource
{
    /// <inheritdoc />
    public long Length => length;

    /// <inheritdoc />
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, length - destination.Length);
        destination.Clear();
    }
}
